import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from '@lethe/stack';
import { openStorage } from '@lethe/storage';
import pg from 'pg';
import { query } from './support/databases.ts';
import { folder } from './support/folder.ts';
import { Http } from './support/http.ts';
import { makeAgent, makeInteraction, makePerson, upload } from './support/interactions.ts';
import { startOwnStack } from './support/own-stack.ts';
import { runTool } from './support/programs.ts';
import { onOwnStack } from './support/where.ts';

const { describe } = onOwnStack('it plants strings in every place of a stack');

const SERVICES = [
  'gateway',
  'aggregator',
  'directory',
  'external-contacts',
  'dialer',
  'conversations',
  'architect',
] as const;

/** Each place has a term of its own, so that one search tells of every place whether it was read. */
const terms: string[] = [];
function term(): string {
  terms.push(
    `planted${randomUUID()
      .replaceAll('-', '')
      .replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!)}`,
  );
  return terms.at(-1)!;
}

const each = <T>(make: (name: string) => T) => Object.fromEntries(SERVICES.map((name) => [name, make(name)]));
const [rows, statistics, deleted, logs, environment] = [each(term), each(term), each(term), each(term), each(term)];
const [postgresLog, natsLog, natsFile, temporary, secret, fileName, content, inArchive, statement, nowhere] = [
  term(),
  term(),
  term(),
  term(),
  term(),
  term(),
  term(),
  term(),
  term(),
  term(),
];

describe('the search for residue finds what was planted in', () => {
  const home = `${folder()}/lethe`;
  let stack: Stack;
  let session: pg.Client;
  let places: Record<string, string[]>;

  const placesOf = (planted: string) => places[planted] ?? [];

  /** Runs `npm run residue` as a program: term → places. */
  async function search(
    ...options: string[]
  ): Promise<{ code: number | null; places: Record<string, string[]>; output: string }> {
    const file = join(home, '..', 'terms');
    writeFileSync(file, terms.join('\n'));
    const { code, output } = await runTool({ home }, 'residue', ['--terms', file, '--json', ...options]);
    const { found, unread } = JSON.parse(output) as { found: { place: string; term: number }[]; unread: unknown[] };
    expect(unread).toEqual([]);
    return {
      code,
      output,
      places: Object.fromEntries(
        Object.entries(Object.groupBy(found, (one) => terms[one.term - 1]!)).map(([planted, all]) => [
          planted,
          all!.map(({ place }) => place),
        ]),
      ),
    };
  }

  async function plantInDatabases(): Promise<void> {
    for (const name of SERVICES) {
      await query(stack, name, `create table planted as select '${rows[name]}'::text as planted`);
      await query(
        stack,
        name,
        `create table sampled as select '${statistics[name]}'::text as planted
          from generate_series(1, 10); analyze sampled; delete from sampled`,
      );
      await query(
        stack,
        name,
        `create table emptied as select '${deleted[name]}'::text as planted; delete from emptied`,
      );
    }
    await query(stack, 'admin', `do $$ begin raise log '${postgresLog}'; end $$`);
    session = new pg.Client({ connectionString: stack.description.databases.admin });
    await session.connect();
    await session.query(`select '${statement}'`);
  }

  function plantInFiles(): void {
    for (const { name, log } of stack.services) if (name in logs) appendFileSync(log, `{"msg":"${logs[name]}"}\n`);
    appendFileSync(stack.services.find(({ name }) => name === 'nats')!.log, natsLog);
    mkdirSync(join(home, 'nats', 'jetstream'));
    writeFileSync(join(home, 'nats', 'jetstream', '1.blk'), Buffer.from(natsFile).toString('base64'));
    writeFileSync(join(home, 'tmp', 'upload'), temporary);
    writeFileSync(join(home, 'secrets', 'note'), secret);
    writeFileSync(join(home, 'storage', fileName), '');
  }

  /** Through the API: a file, and the archive of an export that holds it. */
  async function plantInStorage(): Promise<void> {
    const http = await Http.login(stack);
    const person = await makePerson(http);
    const made = await makeInteraction(http, {
      medium: 'webmessaging',
      person,
      agent: await makeAgent(http),
      linked: true,
    });
    await upload(http, { conversationId: made.id, participantId: made.customerId }, content);
    await http.send('POST', `/api/v2/externalcontacts/contacts/${person.contactId}/notes`, { noteText: inArchive });
    expect(
      await http.ended((await http.post('GDPR_EXPORT', { externalContactId: person.contactId })).id),
    ).toMatchObject({ status: 'COMPLETED' });
  }

  beforeAll(async () => {
    stack = await startOwnStack({
      home,
      environmentOf: (name, own) => ({ ...own, PLANTED: environment[name] }),
    });
    await plantInDatabases();
    await plantInStorage();
    plantInFiles();
    const result = await search();
    expect(result.code).toBe(1);
    expect(terms.filter((planted) => result.output.includes(planted))).toEqual([]);
    ({ places } = result);
  }, 300_000);

  afterAll(async () => {
    await session?.end();
    await stack?.stop();
    rmSync(home, { recursive: true, force: true });
  }, 120_000);

  it.each(SERVICES)('a row of the database of %s', (name) =>
    expect(placesOf(rows[name]!)).toEqual([expect.stringMatching(/table public\.planted$/)]),
  );
  it.each(SERVICES)('the statistics of a table of %s whose rows are gone', (name) =>
    expect(placesOf(statistics[name]!)).toEqual([expect.stringMatching(/table pg_catalog\.pg_statistic$/)]),
  );
  it.each(SERVICES)('the log of %s', (name) =>
    expect(placesOf(logs[name]!)).toEqual([join(home, 'logs', `${name}.log`)]),
  );
  it('the log of PostgreSQL', () => expect(placesOf(postgresLog)).toContain(join(home, 'logs', 'postgres.log')));
  it('the log of NATS', () => expect(placesOf(natsLog)).toEqual([join(home, 'logs', 'nats.log')]));
  it('a file of NATS, in base64', () => expect(placesOf(natsFile)).toEqual([join(home, 'nats', 'jetstream', '1.blk')]));
  it('a temporary file', () => expect(placesOf(temporary)).toEqual([join(home, 'tmp', 'upload')]));
  it('a file beside the secrets', () => expect(placesOf(secret)).toEqual([join(home, 'secrets', 'note')]));
  it('the name of a file, without repeating it', () =>
    expect(placesOf(fileName)).toEqual([
      join(home, 'storage', '(withheld) (its name)'),
      'storage (withheld) (its name)',
    ]));
  it('a stored file', () =>
    expect(placesOf(content)).toContainEqual(expect.stringMatching(/^storage files\/conversations\/.*, decrypted$/)));
  it('the files of an archive', () =>
    expect(placesOf(content)).toContainEqual(
      expect.stringMatching(/^storage archives\/.*, entry conversations\/files\//),
    ));
  it('an entry of an archive', () =>
    expect(placesOf(inArchive)).toContainEqual(
      expect.stringMatching(/^storage archives\/.*results\.zip, decrypted, entry external-contacts\//),
    ));
  it('the last statement of a session', () =>
    expect(placesOf(statement)).toEqual([expect.stringMatching(/view pg_stat_activity$/)]));
  it.each(process.platform === 'linux' ? SERVICES : [])('the environment of %s', (name) =>
    expect(placesOf(environment[name]!)).toEqual([
      expect.stringMatching(new RegExp(`^environment of ${name} \\(\\d+\\)$`)),
    ]),
  );

  it('nowhere else', async () => {
    expect(placesOf(nowhere)).toEqual([]);
    for (const name of SERVICES) expect(placesOf(deleted[name]!)).toEqual([]);
    expect(Object.keys(places)).toHaveLength(terms.length - 1 - SERVICES.length);
  });

  it("and, where asked for, in what PostgreSQL's files keep of deleted rows", async () => {
    const raw = await search('--raw');
    for (const name of SERVICES)
      expect(raw.places[deleted[name]!]).toContainEqual(expect.stringMatching(/^PostgreSQL's file base\//));
    expect(raw.places[nowhere]).toBeUndefined();
  }, 300_000);

  it('and a damaged object is no success', async () => {
    const storage = openStorage({ kind: 'fs', path: stack.description.storage });
    for await (const location of storage.list('files')) writeFileSync(join(stack.description.storage, location), 'LTH');
    const file = join(home, '..', 'nowhere');
    writeFileSync(file, nowhere);
    const { code, output } = await runTool({ home }, 'residue', ['--terms', file]);
    expect(output).toMatch(/^unread {2}storage files\/.*, decrypted \(corrupt\)$/m);
    expect(code).toBe(3);
  }, 120_000);
});

describe('a call that is wrong', () => {
  const home = folder();
  const call = (...args: string[]) => runTool({ home }, 'residue', args);
  const fileOf = (text: string) => {
    const file = join(home, randomUUID());
    writeFileSync(file, text);
    return file;
  };
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it.each<[string, () => string[]]>([
    ['without terms', () => []],
    ['with a term that stands everywhere', () => ['--terms', fileOf('marie\nab')]],
  ])(
    '%s ends with 2, says so, and repeats no term',
    async (_, args) => {
      const { code, output, errors } = await call(...args());
      expect([code, output]).toEqual([2, '']);
      expect(errors).not.toBe('');
      expect(errors).not.toContain('marie');
    },
    60_000,
  );
});
