import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Part, Task } from '@lethe/contracts';
import type { FakeDomain } from '../../test/fake-domain.ts';
import { until } from '@lethe/testing';
import { Harness, startServers, stopServers, type Servers } from '../../test/harness.ts';
import { readArchive } from '../../test/read-archive.ts';

let servers: Servers;
let harness: Harness;

beforeAll(async () => (servers = await startServers()));
afterAll(() => stopServers(servers));
afterEach(() => harness.stop());

const EMAIL = { emailAddresses: ['ada@example.org'] };
/** A part with these records, as a domain writes it. */
const records = (...all: object[]) => Buffer.from(`[\n${all.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`);

/** Writes a part as a domain does. */
async function writePart(task: Task, name: string, content: Buffer): Promise<Part> {
  const location = `${task.archive!.prefix}/${createHash('sha256').update(name).digest('hex')}`;
  const { bytes, sha256 } = await harness.storage.write(
    location,
    Buffer.from(task.archive!.key, 'base64'),
    Readable.from([content]),
  );
  const kind = name.startsWith('files/') ? ('file' as const) : ('records' as const);
  return { location, name, recordType: 'card', kind, records: kind === 'file' ? 0 : 1, bytes, sha256 };
}

function exports(domain: FakeDomain, files: Record<string, Buffer>): void {
  domain.answer = async (verb, task) => {
    if (verb !== 'export')
      return { located: [{ recordType: 'card', disposition: 'retain', records: 3, ground: 'Art. 17(3)(b)' }] };
    return {
      parts: await Promise.all(Object.entries(files).map(([name, content]) => writePart(task, name, content))),
      changes: [{ recordType: 'card', disposition: 'exported', records: 3 }],
    };
  };
}

const stored = async () => {
  const locations: string[] = [];
  for await (const location of harness.storage.list('')) locations.push(location);
  return locations;
};

describe('the archive of an export', () => {
  test('holds every part below its domain and a manifest with counts and SHA-256; the parts are removed', async () => {
    harness = await Harness.start(servers, { one: {}, two: {}, talks: { requiresSubject: true } });
    const picture = Buffer.alloc(3_000_000, 'p');
    const cards = records(
      { name: 'Ada', note: '=1+1' },
      { name: 'Ada', file: 'files/picture.png', fileName: '../me.png' },
    );
    exports(harness.domain('one'), { 'files/picture.png': picture, 'card.json': cards });
    harness.domain('two').answer = (verb) =>
      verb === 'export'
        ? {
            leftOut: [
              { recordType: 'call', records: 2, reason: { code: 'other.people', message: 'Other people are in it.' } },
            ],
          }
        : {};
    const { request } = await harness.create({ requestType: 'GDPR_EXPORT', subject: EMAIL });
    const { downloadIds } = await harness.reaches(request.id, 'COMPLETED');
    expect(downloadIds).toHaveLength(1);
    const download = await harness.download(downloadIds![0]!);
    expect(download.fileName).toMatch(new RegExp(`^results-${request.id}-\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z\\.zip$`));
    expect(Date.parse(download.expiresDate) - Date.now()).toBeGreaterThan(71.9 * 3_600_000);
    const files = await readArchive(harness, downloadIds![0]!);
    expect([...files.keys()]).toEqual([
      'index.html',
      'one/card.json',
      'one/card.csv',
      'one/files/picture.png',
      'not-reached.csv',
      'manifest.json',
    ]);
    expect(files.get('one/files/picture.png')!.equals(picture)).toBe(true);
    expect(files.get('one/card.json')!.equals(cards)).toBe(true);
    expect(files.get('one/card.csv')!.toString()).toBe(
      '\uFEFF"name","note","file","fileName"\r\n"Ada","\'=1+1",,\r\n"Ada",,"files/picture.png","../me.png"\r\n',
    );
    expect(files.get('index.html')!.toString()).toContain('<a href="one/files/picture.png" download=".._me.png">');
    const manifest = JSON.parse(files.get('manifest.json')!.toString()) as Record<string, unknown> & {
      entries: { name: string; sha256: string; bytes: number }[];
    };
    expect(manifest.entries.map(({ name, sha256, bytes }) => [name, sha256, bytes])).toEqual(
      [...files]
        .filter(([name]) => name !== 'manifest.json')
        .map(([name, content]) => [name, createHash('sha256').update(content).digest('hex'), content.length]),
    );
    expect(manifest).toMatchObject({
      requestId: request.id,
      domains: ['one', 'two'],
      withoutData: ['two'],
      leftOut: [
        { domain: 'talks', reason: { code: 'needs.subject.id' } },
        { domain: 'two', recordType: 'call', records: 2, reason: { code: 'other.people' } },
      ],
      retained: [{ domain: 'one', recordType: 'card', records: 3, ground: 'Art. 17(3)(b)' }],
      counts: [{ domain: 'one', recordType: 'card', records: 3 }],
    });
    await until('only the archive is left', async () => (await stored()).length === 1);
    expect(await stored()).toEqual([download.location]);
    await expect(harness.download('44444444-4444-4444-8444-444444444444')).rejects.toMatchObject({ code: 'not.found' });
  });

  test('is not built from a part that was changed: the domain exports again', async () => {
    harness = await Harness.start(servers, { one: {} });
    const domain = harness.domain('one');
    domain.answer = async (verb, task) => {
      if (verb !== 'export') return {};
      const part = await writePart(task, 'card.json', records({ a: 1 }));
      return { parts: [domain.tasks('export').length === 1 ? { ...part, sha256: '0'.repeat(64) } : part] };
    };
    const { request } = await harness.create({ requestType: 'GDPR_EXPORT', subject: EMAIL });
    const { downloadIds } = await harness.reaches(request.id, 'COMPLETED');
    expect((await readArchive(harness, downloadIds![0]!)).get('one/card.json')!.equals(records({ a: 1 }))).toBe(true);
    expect(domain.tasks('export').map(({ fence }) => fence)).toEqual([2, 3]);
    expect(await harness.task(request.id, 'one')).toMatchObject({ state: 'done', attempts: 1 });
  });

  test('that never fits ends in ERROR, keeps no object and no key', async () => {
    harness = await Harness.start(servers, { one: {}, two: {} });
    exports(harness.domain('two'), { 'card.json': records({ a: 1 }) });
    harness.domain('one').answer = (verb) =>
      verb === 'export'
        ? {
            parts: [
              {
                location: 'archives/nowhere/x',
                name: 'x',
                recordType: 'card',
                kind: 'records' as const,
                records: 1,
                bytes: 1,
                sha256: '',
              },
            ],
          }
        : {};
    const { request } = await harness.create({ requestType: 'GDPR_EXPORT', subject: EMAIL });
    expect(await harness.reaches(request.id, 'ERROR')).not.toHaveProperty('downloadIds');
    expect(await harness.task(request.id, 'one')).toMatchObject({
      state: 'parked',
      reasons: [{ code: 'part.broken' }],
    });
    await until('nothing is left', async () => (await stored()).length === 0);
    expect(await harness.sql('select id from archive')).toEqual([]);
  });

  test.each(['COMPLETED', 'ERROR'])(
    'leaves nothing of a part that a late worker wrote when the request was %s already',
    async (end) => {
      harness = await Harness.start(servers, { one: {} });
      exports(harness.domain('one'), { 'card.json': records({ a: 1 }) });
      const copy = harness.domain('one').answer;
      if (end === 'ERROR')
        harness.domain('one').answer = async (verb, task) =>
          verb === 'export'
            ? { status: 'failed', away: false, reason: { code: 'broken', message: 'no' } }
            : copy(verb, task);
      const { request } = await harness.create({ requestType: 'GDPR_EXPORT', subject: EMAIL });
      await harness.reaches(request.id, end);
      const archives = end === 'COMPLETED' ? 1 : 0;
      // A removal that is being done is due again half a minute later.
      await until(
        'the parts are removed',
        async () =>
          (await harness.sql(`select id from storage_removal where due_at < lethe_now() + interval '1 minute'`))
            .length === 0,
      );
      await writePart(harness.domain('one').tasks('export')[0]!, 'card.json', records({ a: 1 }));
      expect(await stored()).toHaveLength(archives + 1);
      await harness.moveClock('61 minutes');
      await until('it is removed', async () => (await stored()).length === archives);
    },
  );

  test('of a crashed builder is built again by another, under another name', async () => {
    harness = await Harness.start(servers, { one: {} });
    exports(harness.domain('one'), { 'card.json': records({ a: 1 }) });
    let hold = true;
    const answer = harness.domain('one').answer;
    harness.domain('one').answer = async (verb, task) => (verb === 'export' && hold ? 'silence' : answer(verb, task));
    const { request } = await harness.create({ requestType: 'GDPR_EXPORT', subject: EMAIL });
    await until('the export is due', () => harness.domain('one').tasks('export').length > 0);
    // As if a builder had claimed it before and died halfway: a higher fence and half an archive.
    const [row] = await harness.sql<{ organisation_id: string }>(
      'update gdpr_request set work_fence = 3 where id = $1 returning organisation_id',
      [request.id],
    );
    await harness.storage.write(
      `archives/${row!.organisation_id}/${request.id}/out/3/results.zip`,
      Buffer.alloc(32),
      Readable.from([Buffer.from('half')]),
    );
    hold = false;
    const { downloadIds } = await harness.reaches(request.id, 'COMPLETED');
    expect((await harness.download(downloadIds![0]!)).location).toContain('/out/4/');
    await until('the half is gone', async () => (await stored()).length === 1);
  });

  test('expires: no download, no key, no object', async () => {
    harness = await Harness.start(servers, { one: {} });
    exports(harness.domain('one'), { 'card.json': records({ a: 1 }) });
    const { request } = await harness.create({ requestType: 'GDPR_EXPORT', subject: EMAIL });
    const { downloadIds } = await harness.reaches(request.id, 'COMPLETED');
    await harness.moveClock('73 hours');
    await expect(harness.download(downloadIds![0]!)).rejects.toMatchObject({ code: 'not.found' });
    await until('it is removed', async () => (await stored()).length === 0);
    expect(await harness.sql('select id from archive')).toEqual([]);
    expect(await harness.get(request.id)).not.toHaveProperty('downloadIds');
  });
});

test('the archive of an access request is a report without the data (D1)', async () => {
  const card = {
    type: 'card',
    title: 'Card',
    categories: ['contact details'],
    purpose: 'support',
    retention: '2 years',
    recipients: ['carrier'],
    onErase: 'delete' as const,
  };
  harness = await Harness.start(servers, { one: { title: 'One', recordTypes: [card] }, two: {} });
  harness.domain('one').answer = () => ({
    located: [
      { recordType: 'card', disposition: 'delete', records: 3 },
      { recordType: 'gone', disposition: 'delete', records: 0 },
    ],
  });
  const { request } = await harness.create({ requestType: 'GDPR_GET', subject: EMAIL });
  const { downloadIds } = await harness.reaches(request.id, 'COMPLETED');
  const files = await readArchive(harness, downloadIds![0]!);
  expect([...files.keys()]).toEqual(['index.html', 'report.json', 'manifest.json']);
  expect(files.get('index.html')!.toString()).toMatch(
    /What is held about you[^]*Card[^]*contact details[^]*2 years[^]*carrier/,
  );
  expect(JSON.parse(files.get('report.json')!.toString())).toMatchObject({
    isDataHeld: true,
    domains: [
      {
        domain: 'one',
        title: 'One',
        searched: true,
        recordTypes: [
          {
            recordType: 'card',
            records: 3,
            categories: ['contact details'],
            purpose: 'support',
            retention: '2 years',
            recipients: ['carrier'],
          },
        ],
      },
      { domain: 'two', searched: true, recordTypes: [] },
    ],
  });
  expect(harness.domain('one').tasks('export')).toEqual([]);
});
