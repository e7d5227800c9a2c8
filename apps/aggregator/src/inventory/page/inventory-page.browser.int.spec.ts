import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromiumPath, describeWithChromium } from '@lethe/testing/chromium';
import { chromium, type Browser, type Page } from 'playwright-core';
import { inventory } from '../../../test/inventory-fixture.ts';
import { inventoryPage } from './inventory-page.ts';

/** Screenshots stay here after a run, to be looked at. */
const FOLDER = join(__dirname, '..', '..', '..', 'dist', 'screenshots');

describeWithChromium()('the page of the inventory', () => {
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(FOLDER, { recursive: true });
    browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
  }, 60_000);
  afterAll(() => browser?.close());

  describe.each([
    ['a phone', 390, false],
    ['a desk', 1280, false],
    ['a phone in the dark', 390, true],
  ])('on %s', (_, width, dark) => {
    const name = `inventory-${width}${dark ? '-dark' : ''}`;
    let tab: Page;
    beforeAll(async () => {
      const file = join(FOLDER, `${name}.html`);
      writeFileSync(file, inventoryPage(inventory));
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme: dark ? 'dark' : 'light',
      });
      tab = await context.newPage();
      await tab.goto(pathToFileURL(file).href);
    }, 30_000);
    afterAll(() => tab?.context().close());

    test('is seen whole, without scrolling sideways', async () => {
      await tab.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true });
      expect(await tab.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      const guests = tab.getByRole('table', { name: 'Guest' }).first();
      expect(await guests.getByRole('row').count()).toBe(5);
      expect(await guests.getByRole('row', { name: 'email' }).innerText()).toContain('contact details');
    });

    test('says what is away, and what differs from what was recorded', async () => {
      const head = await tab.locator('header').innerText();
      expect(head).toContain('away does not answer now: this is what it said last, on 2026-03-01');
      expect(head).toContain('never has never answered');
      expect(head).toContain('here differs from what was recorded: guest.email changed (categories).');
    });

    test('has no accessibility problem', async () => {
      const { violations } = await new AxeBuilder({ page: tab }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    });
  });
});
