import { Harness, startServers, stopServers, type Servers } from '../../test/harness.ts';
import { readArchive } from '../../test/read-archive.ts';

let servers: Servers;
let harness: Harness;

beforeAll(async () => (servers = await startServers()));
afterAll(() => stopServers(servers));
afterEach(() => harness.stop());

const EMAIL = { emailAddresses: ['ada@example.org'] };

describe('what an answer did not reach', () => {
  const id = '55555555-5555-4555-8555-555555555555';
  const OWNER = { subjectIds: ['externalContactId' as const] };

  test.each(['GDPR_GET', 'GDPR_EXPORT'] as const)(
    'is in /tasks, in the archive of a %s and in its CSV file, with the request that reaches it',
    async (requestType) => {
      harness = await Harness.start(servers, { people: OWNER, talks: { requiresSubject: true } });
      const reason = { code: 'other.name', message: 'Why.' };
      harness.domain('people').answer = () => ({
        subjectIds: [{ type: 'externalContactId', id }],
        ambiguous: [
          { recordType: 'row', recordId: id, reason, subject: { userId: id, name: 'Grace Hopper' } },
          { recordType: 'cell', recordId: id, reason },
        ],
      });
      harness.domain('talks').answer = () => ({
        carried: [{ id: { type: 'externalContactId', id }, recordType: 'talk', records: 2 }],
      });
      const { request } = await harness.create({ requestType, subject: EMAIL });
      const { downloadIds } = await harness.reaches(request.id, 'COMPLETED');
      const row = {
        recordType: 'row',
        advice: 'If it is the same person, send the request below to POST /api/v2/gdpr/requests.',
        requests: [{ requestType, subject: { userId: id } }],
      };
      const cell = { recordType: 'cell', requests: [] };
      const talk = { recordType: 'talk', records: 2, requests: [{ requestType, subject: { externalContactId: id } }] };
      expect(await harness.task(request.id, 'people')).toMatchObject({ ambiguous: [row, cell] });
      expect(await harness.task(request.id, 'talks')).toMatchObject({ state: 'skipped', leftBehind: [talk] });

      const files = await readArchive(harness, downloadIds![0]!);
      const read = (name: string) => JSON.parse(files.get(name)!.toString()) as object;
      expect(read('manifest.json')).toMatchObject({
        ambiguous: [
          { domain: 'people', ...row },
          { domain: 'people', ...cell },
        ],
        leftBehind: [{ domain: 'talks', ...talk }],
        retained: [],
        leftOut: [{ domain: 'talks', reason: { message: expect.stringContaining('left behind') as string } }],
      });
      if (requestType === 'GDPR_GET')
        expect(read('report.json')).toMatchObject({
          domains: [{ ambiguous: [row, cell] }, { searched: false, leftBehind: [talk] }],
        });
      expect(files.get('index.html')!.toString()).toMatch(/What this request did not reach[^]*talks, talk \(2\)/);
      const csv = files.get('not-reached.csv')!.toString().split('\r\n');
      expect(csv.map((line) => line.split(',').slice(0, 5).join())).toEqual([
        '\uFEFF"what","domain","recordType","recordId","records"',
        `"ambiguous","people","row","${id}","1"`,
        `"ambiguous","people","cell","${id}","1"`,
        '"leftBehind","talks","talk",,"2"',
        '',
      ]);
      expect([...files.values()].map(String).join()).not.toContain('Grace');
    },
  );

  test('of a domain that a term does not reach, and that holds nothing: the report says so', async () => {
    harness = await Harness.start(servers, { people: OWNER, talks: { requiresSubject: true } });
    const { request } = await harness.create({ requestType: 'GDPR_GET', subject: EMAIL });
    const { downloadIds } = await harness.reaches(request.id, 'COMPLETED');
    const files = await readArchive(harness, downloadIds![0]!);
    expect(JSON.parse(files.get('report.json')!.toString())).toMatchObject({
      domains: [{ domain: 'people' }, { searched: false, leftBehind: [], reasons: [{ code: 'needs.subject.id' }] }],
    });
    expect(files.get('index.html')!.toString()).toContain('It holds nothing under an id that was found.');
    expect(files.has('not-reached.csv')).toBe(false);
  });
});
