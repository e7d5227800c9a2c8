import { CONTACT, doubt, pageOf, SOMEBODY, type Doubt } from '../../../test/page-fixture.ts';
import { page } from './page.ts';

async function html(records: Parameters<typeof pageOf>[0], withCopy = true, doubts: Doubt[] = []): Promise<string> {
  const { work, holdings, open } = pageOf(records, doubts);
  return (await Array.fromAsync(page(work, holdings, withCopy ? open : undefined))).join('');
}
const withNote = (noteText: unknown) => html({ 'external-contacts': { note: [{ noteText }] } });

test('it says who asked, when, for whom, what each service holds, why and for how long', async () => {
  const text = await html(SOMEBODY);
  for (const said of [
    'marie@example.org',
    '7b0e6f2e-93f4-4b52-8d42-0d6a3b1c9e55',
    '2026-03-01T16:20:11.000Z',
    'External contact',
    'To serve customers in writing',
    'Until the person asks for erasure',
    'our telephone carrier',
    'Hamanová',
    'Na Příkopě 12',
  ]) {
    expect([said, text.includes(said)]).toEqual([said, true]);
  }
  expect(text).toContain('<a href="conversations/files/0198.pdf" download="receipt of the parcel.pdf">');
  expect(text).toMatch(/Services that hold nothing[^]*Directory of users/);
  expect(text).toMatch(/What is not in here[^]*Recording of an interaction \(2\)[^]*Other people are in the recording/);
  expect(text).toMatch(/user\.presenceMessage[^]*R91/);
  expect(text).toContain('1 kept (Art. 17(3)(e) GDPR: legal claims)');
});

test('a report shows what there is and no copy of it', async () => {
  const text = await html(SOMEBODY, false);
  expect(text).toContain('External contact');
  for (const value of ['Hamanová', 'Na Příkopě', 'receipt', 'note.csv'])
    expect([value, text.includes(value)]).toEqual([value, false]);
});

test.each([
  '<script>alert(1)</script>',
  '</bdi><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' autofocus onfocus='alert(1)",
  '<%= 1 %>',
  '</style><b>',
  '&lt;b&gt;',
])('%s is text', async (hostile) => {
  const text = await withNote(hostile);
  expect(text).toContain(
    hostile
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
  );
  expect(text).not.toContain(hostile);
});

test('a field name of a record is text as well', async () => {
  expect(await html({ 'external-contacts': { note: [{ '<b>x': 'y' }] } })).not.toContain('<b>x');
});

test('a file name leads nowhere and hides nothing', async () => {
  const text = await html({
    conversations: { attachment: [{ fileName: '../../etc/\u202Egpj.exe\u0000"<b>', file: 'files/0198.pdf' }] },
  });
  expect(text).toContain('download=".._.._etc__gpj.exe___b_"');
});

test('control characters are seen, half surrogates and directions do no harm', async () => {
  const text = await withNote('a\u0007b\u007f\ud800 \u202Egnp');
  expect(text).toContain('<bdi>a\u2407b\u2421\ufffd \u202Egnp</bdi>');
});

test('of a long text and a long list the rest is in the files', async () => {
  expect(await withNote('x'.repeat(1_000_000))).toMatch(/x{20000}<\/bdi> <span class="notice">\(cut here/);
  expect(await withNote(Array.from({ length: 300 }, (_, n) => n))).toContain('and 100 more in the JSON file');
});

test('of many records the first are shown and the rest counted, and nothing waits for the end', async () => {
  const { work, holdings, open } = pageOf({
    'external-contacts': { note: Array.from({ length: 5_000 }, (_, n) => ({ noteText: `note ${n}` })) },
  });
  const pieces = await Array.fromAsync(page(work, holdings, open));
  expect(pieces.length).toBeGreaterThan(200);
  const text = pieces.join('');
  expect(text.match(/note \d+/g)).toHaveLength(200);
  expect(text).toContain('The first 200 of 5,000 are shown.');
});

/** The section as people read it. */
const notReached = (text: string) =>
  /<h2 id="not-reached">[^]*?<\/section>/
    .exec(text)?.[0]
    .replace(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"');

test.each([true, false])(
  'what was not reached is said in words, with the request that reaches it (copy: %s)',
  async (copy) => {
    const [one, other] = ['0198f1b4-2222-7c10-9f0e-1c2d3e4f5a6b', '0198f1b4-3333-7c10-9f0e-1c2d3e4f5a6b'];
    const text = notReached(await html(SOMEBODY, copy, [doubt(one), doubt(other)]));
    expect(text).toMatch(
      /May be about the same person[^]*Outbound dialing, Row of a contact list \(2\): It has an identifier of the person, and another name\. If it is the same person, send the request below to POST/,
    );
    for (const id of [one, other])
      expect(text).toContain(
        `{"requestType":"GDPR_EXPORT","subject":{"dialerContactId":{"id":"${id}","contactListId":"${id}"}}}`,
      );
    expect(text).toMatch(/Left behind[^]*Flows and prompts, Who made a flow \(3\): This service is asked by id only/);
    expect(text).toContain(`{"requestType":"GDPR_EXPORT","subject":{"externalContactId":"${CONTACT}"}}`);
    expect(text).toMatch(
      /Kept, even if erasure is asked for[^]*Recording of an interaction[^]*Art\. 17\(3\)\(e\) GDPR/,
    );
  },
);

test('records that no request reaches are named by id, and of many the first', async () => {
  const id = (n: number) => `0198f1b4-2222-7c10-9f0e-${String(n).padStart(12, '0')}`;
  const text = notReached(
    await html(
      {},
      true,
      Array.from({ length: 30 }, (_, n) => doubt(id(n), false)),
    ),
  );
  expect(text).toMatch(/\(30\)[^]*No request reaches it/);
  expect(text).toContain(id(19));
  expect(text).not.toContain(id(20));
  expect(text).toContain('and 10 more in the CSV file');
});

test('where everything was reached, nothing is said of it', async () => {
  const text = await html({ 'external-contacts': SOMEBODY['external-contacts']! });
  expect(text).not.toContain('not-reached');
});

test('nobody, nothing', async () =>
  expect(await html({})).toContain('None of the services that were asked holds personal data'));
