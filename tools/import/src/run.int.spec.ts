import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { run } from './run.ts';
import { FakeApi } from '../test/fake-api.ts';

const HEAD =
  'Number,GivenName,Surname,StreetAddress,City,ZipCode,Country,EmailAddress,TelephoneNumber,TelephoneCountryCode';
const line = (number: number | string) =>
  `${number},Ann,Smith,Main St 1,Town,123,US,ann${number}@example.com,555 1234,1`;

describe('npm run import', () => {
  let folder: string;
  let api: FakeApi;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lethe-import-'));
    api = new FakeApi();
    writeFileSync(join(folder, 'stack.json'), JSON.stringify(await api.start()));
    writeFileSync(join(folder, 'people.csv'), [HEAD, line(1), line(''), line(3), ''].join('\r\n'));
    writeFileSync(join(folder, 'good.csv'), [HEAD, line(1), line(2)].join('\n'));
  });
  afterEach(async () => {
    await api.stop();
    rmSync(folder, { recursive: true });
  });

  async function importing(args: string[], home = folder) {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const env = { LETHE_HOME: home, INIT_CWD: folder };
    const code = await run(args, { root: '/nowhere', env, stdout, stderr: stderr as unknown as NodeJS.WriteStream });
    return { code, out: String(stdout.read() ?? ''), errors: String(stderr.read() ?? '') };
  }

  it('loads a file and ends with 0', async () => {
    const { code, out, errors } = await importing(['--identities', 'good.csv']);
    expect(code).toBe(0);
    expect(errors).toBe('2 of 2 people\n');
    expect(out).toMatch(/^2 people loaded \(4 external contacts, 1 dialer contacts, 1 users\) in [\d.]+ s\.\n$/);
  });

  it('gives conversations with the texts of a file, and reports their ids', async () => {
    writeFileSync(
      join(folder, 'texts.json'),
      JSON.stringify([{ text: 'I am Zak.', spans: [{ type: 'PERSON', value: 'Zak', start: 5, end: 8 }] }]),
    );
    const { code, out, errors } = await importing([
      '--identities',
      'good.csv',
      '--messages',
      'texts.json',
      '--report',
      'out.json',
    ]);
    expect([code, errors]).toEqual([0, '2 of 2 people\n1 of 1 people with conversations\n']);
    expect(out).toContain('(4 external contacts, 1 dialer contacts, 1 users, 3 conversations)');
    const { people } = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8'));
    expect(people['1'].conversations.map(({ id }: { id: string }) => id)).toEqual([...api.conversations.keys()]);
    expect(people['1'].conversations[2]).toEqual({
      id: expect.any(String),
      mediaType: 'webchat',
      messageIds: [expect.any(String), expect.any(String), expect.any(String)],
      fileIds: { person: [expect.any(String)], agent: [expect.any(String)], recordings: [] },
    });
    expect(people['2']).not.toHaveProperty('conversations');
  });

  it('names each bad row, loads the rest, writes the report and ends with 2', async () => {
    const { code, out, errors } = await importing(['--identities', 'people.csv', '--report', 'out.json']);
    expect(code).toBe(2);
    expect(errors).toContain('row 3: no Number\n');
    expect(out).toContain('2 of 3 people loaded, 1 row refused');
    const { people } = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8'));
    expect(Object.keys(people)).toEqual(['1', '3']);
    expect(Object.keys(people['1']).toSorted()).toEqual([
      'dialerContactIds',
      'externalContactIds',
      'journeyCustomer',
      'userId',
    ]);
    expect(Object.keys(people['3']).toSorted()).toEqual(['dialerContactIds', 'externalContactIds']);
    expect(readdirSync(folder).toSorted()).toEqual(['good.csv', 'out.json', 'people.csv', 'stack.json']);
  });

  it.each([
    ['There is no file', ['--identities', 'nobody.csv']],
    ['stack.json is no file of identities', ['--identities', 'stack.json']],
    ['There is no file', ['--identities', 'good.csv', '--messages', 'nothing.json']],
    ['good.csv is no file of messages', ['--identities', 'good.csv', '--messages', 'good.csv']],
    ['Which file is to be imported?', []],
    ["Unknown option '--people'", ['--people', 'good.csv']],
    ['The report can not be written', ['--identities', 'good.csv', '--report', 'no/folder/out.json']],
  ])('says in one sentence: %s', async (sentence, args) => {
    await expect(importing(args)).rejects.toMatchObject({
      name: 'ImportError',
      message: expect.stringContaining(sentence),
    });
    expect(api.calls).toEqual([]);
  });

  it('says that no stack runs: without stack.json, and when nobody listens any more', async () => {
    const sentence = 'Lethe is not running. Start it with npm start.';
    await expect(importing(['--identities', 'good.csv'], join(folder, 'elsewhere'))).rejects.toThrow(sentence);
    await api.stop();
    await expect(importing(['--identities', 'good.csv'])).rejects.toThrow(sentence);
    api = new FakeApi();
    await api.start();
  });
});
