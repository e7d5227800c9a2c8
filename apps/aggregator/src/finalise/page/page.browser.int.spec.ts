import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromiumPath, describeWithChromium } from '@lethe/testing/chromium';
import { chromium, type Browser, type Page } from 'playwright-core';
import { CONTACT, doubt, pageOf, SOMEBODY } from '../../../test/page-fixture.ts';
import { page } from './page.ts';

/** Screenshots stay here after a run, to be looked at. */
const FOLDER = join(__dirname, '..', '..', '..', 'dist', 'screenshots');
const HOSTILE = '<script>document.title="ran"</script><img src=x onerror="document.title=\'ran\'">';

const DOUBTS = [{ ...doubt('0198f1b4-2222-7c10-9f0e-1c2d3e4f5a6b'), reason: { code: 'x', message: HOSTILE } }];

describeWithChromium()('the page of an export', () => {
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(FOLDER, { recursive: true });
    browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
  }, 60_000);
  afterAll(() => browser?.close());

  async function opened(
    name: string,
    options: { width: number; dark?: boolean; records?: Parameters<typeof pageOf>[0] },
  ): Promise<Page> {
    const { work, holdings, open } = pageOf(options.records ?? SOMEBODY, DOUBTS);
    const file = join(FOLDER, `${name}.html`);
    writeFileSync(file, (await Array.fromAsync(page(work, holdings, open))).join(''));
    const context = await browser.newContext({
      viewport: { width: options.width, height: 900 },
      colorScheme: options.dark ? 'dark' : 'light',
    });
    const tab = await context.newPage();
    await tab.goto(pathToFileURL(file).href);
    return tab;
  }

  describe.each([
    ['a phone', 390, false],
    ['a desk', 1280, false],
    ['a phone in the dark', 390, true],
  ])('on %s', (_, width, dark) => {
    const name = `index-${width}${dark ? '-dark' : ''}`;
    let tab: Page;
    beforeAll(async () => (tab = await opened(name, { width, dark })), 30_000);
    afterAll(() => tab?.context().close());

    test('is seen whole, without scrolling sideways', async () => {
      await tab.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true });
      expect(await tab.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      expect(await tab.getByRole('heading', { level: 1 }).innerText()).toBe('Your personal data');
    });

    test('has no serious accessibility problem', async () => {
      const { violations } = await new AxeBuilder({ page: tab }).analyze();
      expect(
        violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
      ).toEqual([]);
    });
  });

  test('runs nothing that somebody typed, and loads nothing', async () => {
    const records = {
      'external-contacts': { note: [{ noteText: HOSTILE, [HOSTILE]: HOSTILE }] },
      conversations: {
        message: [{ htmlBody: HOSTILE, textBody: 'x'.repeat(5_000) }],
        attachment: [{ fileName: HOSTILE, file: 'files/0198.pdf' }],
      },
    };
    const tab = await opened('hostile', { width: 390, records });
    const asked: string[] = [];
    tab.on('request', (request) => asked.push(request.url()));
    await tab.reload();
    expect(await tab.title()).toBe('Your personal data');
    expect(asked).toHaveLength(1);
    expect(await tab.locator('script, img').count()).toBe(0);
    expect(await tab.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await tab.context().close();
  }, 30_000);

  test('tells without a script what was not reached, and the request that reaches it', async () => {
    const tab = await opened('not-reached', { width: 390 });
    await tab.getByRole('link', { name: 'What this request did not reach' }).click();
    const section = tab.getByRole('region', { name: 'What this request did not reach' });
    expect(await section.innerText()).toContain(HOSTILE);
    const body = section.getByText(`{"requestType":"GDPR_EXPORT","subject":{"externalContactId":"${CONTACT}"}}`);
    expect(await body.isVisible()).toBe(true);
    expect(await tab.title()).toBe('Your personal data');
    await tab.context().close();
  }, 30_000);

  test('can be printed: nothing is lost', async () => {
    const tab = await opened('print', { width: 1280 });
    await tab.emulateMedia({ media: 'print' });
    expect((await tab.pdf({ path: join(FOLDER, 'print.pdf'), format: 'A4' })).length).toBeGreaterThan(10_000);
    expect(await tab.getByText('Prefers to be called after five.').isVisible()).toBe(true);
    await tab.context().close();
  }, 30_000);
});
