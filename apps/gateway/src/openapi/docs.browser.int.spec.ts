import { chromiumPath, describeWithChromium } from '@lethe/testing/chromium';
import { until } from '@lethe/testing';
import { chromium, type Browser, type Page } from 'playwright-core';
import { manifestOf, TestGateway } from '../../test/test-gateway.ts';

/** As Nest names things: the group after the class, the operation after class and method. */
const operation = { tags: ['Contacts'], operationId: 'ContactsController_list', responses: {} };
const contactsOf = (path: string) => () => ({ paths: { [path]: { get: structuredClone(operation) } } });

describeWithChromium()('/docs', () => {
  let gateway: TestGateway;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    gateway = await TestGateway.start(
      { LETHE_DOMAINS: 'dialer,external-contacts' },
      {
        'gdpr.dialer.manifest': () => ({ ...manifestOf('dialer', ['/api/v2/outbound']), title: 'Outbound dialling' }),
        'api.dialer.openapi': contactsOf('/api/v2/outbound/contacts'),
        'gdpr.external-contacts.manifest': () => manifestOf('external-contacts', ['/api/v2/externalcontacts']),
        'api.external-contacts.openapi': contactsOf('/api/v2/externalcontacts/contacts'),
      },
    );
    browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    page = await browser.newPage();
    await page.goto(`${gateway.url}/docs`);
    await page.locator('.opblock-tag').first().waitFor();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await gateway?.stop();
  });

  it('shows each domain as a group of its own, under names that differ', async () => {
    const groups = await page
      .locator('.opblock-tag')
      .evaluateAll((tags: { dataset: { tag: string } }[]) => tags.map((tag) => tag.dataset.tag));
    expect(groups).toEqual(expect.arrayContaining(['Outbound dialling (dialer)', 'external-contacts']));
    expect(new Set(groups).size).toBe(groups.length);
  });

  it('shows every operation of the document when all groups are open', async () => {
    const { paths } = (await (await fetch(`${gateway.url}/openapi.json`)).json()) as Document;
    const operations = Object.values(paths).flatMap((path) => Object.values(path));
    for (const group of await page.locator('.opblock-tag').all()) await group.click();
    const shown = () => page.locator('.opblock').count();
    await until('every group is open', async () => (await shown()) >= operations.length);
    expect(await shown()).toBe(operations.length);
    expect(operations.length).toBeGreaterThan(8);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  });
});

interface Document {
  paths: Record<string, Record<string, { operationId: string }>>;
}
