import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newKey, openStorage, type StorageConfig } from '@lethe/storage';
import { OwnPostgres, startS3Server } from '@lethe/testing';
import pg from 'pg';
import { DATABASE, plantProcess, rows, term, terms, zipOf } from '../test/planting.ts';
import { findResidue, type Report } from './find-residue.ts';
import { connect } from './places/connect.ts';
import { serverFile } from './places/databases.ts';
import type { Searched } from './searched.ts';

const ORGANISATION = randomUUID();
const REQUEST = randomUUID();

let postgres: OwnPostgres;
let home: string;
let searched: Searched;
let report: Report;
let child: ChildProcess;
let session: pg.Client;
let s3: Awaited<ReturnType<typeof startS3Server>>;

const placesOf = ({ number }: { number: number }, { found } = report) =>
  found.filter((one) => one.term === number).map(({ place }) => place);
const run = (sql: string) => postgres.query(sql, DATABASE);
async function* once(content: Uint8Array | string) {
  yield content;
}
const statement = term();
const collected = term();
const [file, folderName, fileName, temporary] = [term(), term(), term(), term()];
const [stored, storedArchive, storedZip, zipEntryName, bucketName] = [term(), term(), term(), term(), term()];
const [argument, variable, openDeleted] = [term(), term(), term()];
const nowhere = term();
const deletedRow = term();

async function plantStored(config: StorageConfig): Promise<void> {
  const storage = openStorage(config);
  const [key, archiveKey] = [newKey(), newKey()];
  await storage.write('files/a/1', key, once(stored.text));
  await storage.write('files/a/2', key, once(await zipOf(`of ${zipEntryName.text}.txt`, storedZip.text)));
  await storage.write(
    `archives/${ORGANISATION}/${REQUEST}/out/1/results.zip`,
    archiveKey,
    once(await zipOf('index.html', storedArchive.text)),
  );
  await storage.write('files/a/sealed', newKey(), once('nobody knows the key'));
  await run(`create table attachment (file_location text, file_key text, uploaded_at timestamptz);
    insert into attachment select 'files/a/' || n, '${key.toString('base64')}', now() from generate_series(1, 2) n;
    create table archive (organisation_id uuid, request_id uuid, key bytea);
    insert into archive values ('${ORGANISATION}', '${REQUEST}', '\\x${newKey().toString('hex')}'), ('${ORGANISATION}', '${REQUEST}', '\\x${archiveKey.toString('hex')}')`);
}

function plantFiles(): void {
  for (const path of ['logs', 'tmp/deep', `nats/${folderName.text}`]) mkdirSync(join(home, path), { recursive: true });
  writeFileSync(join(home, 'logs', 'dialer.log'), `{"level":30}\n${file.text}\n`);
  writeFileSync(join(home, 'tmp', 'deep', '.hidden'), Buffer.from(temporary.text, 'utf16le'));
  writeFileSync(join(home, 'nats', `${fileName.text}.conf`), '');
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'lethe-residue-'));
  postgres = await OwnPostgres.start();
  s3 = await startS3Server();
  await postgres.query(`create database ${DATABASE}`);
  for (const { plant, planted } of rows) await run(plant(planted.text));
  await run(`create table planted_deleted as select '${deletedRow.text}'::text as t; delete from planted_deleted`);
  session = await connect(postgres.url(), DATABASE);
  await session.query(`select '${statement.text}'`);
  plantFiles();
  const storedAs = { kind: 'fs', path: join(home, 'storage') } as const;
  await plantStored(storedAs);
  child = await plantProcess({
    argument: argument.text,
    variable: variable.text,
    openDeleted: openDeleted.text,
  });
  searched = {
    databases: { admin: postgres.url(), planted: postgres.url(DATABASE) },
    storage: openStorage(storedAs),
    storedAs,
    home,
    services: [{ name: 'planted', pid: child.pid! }],
  };
  report = await findResidue(searched, terms);
}, 240_000);

afterAll(async () => {
  child?.kill('SIGKILL');
  await session?.end();
  await s3?.stop();
  await postgres?.dispose();
  rmSync(home, { recursive: true, force: true });
});

describe('what was planted is found in', () => {
  it.each(rows)('$name', ({ place, planted }) => expect(placesOf(planted)).toContain(place));

  it('the last statement of a session', () =>
    expect(placesOf(statement)).toEqual([`database ${DATABASE}, view pg_stat_activity`]));
  it('a log', () => expect(placesOf(file)).toEqual([join(home, 'logs', 'dialer.log')]));
  it('a temporary file, in UTF-16', () => expect(placesOf(temporary)).toEqual([join(home, 'tmp', 'deep', '.hidden')]));
  it('a stored file, decrypted', () => expect(placesOf(stored)).toEqual(['storage files/a/1, decrypted']));
  it('an entry of a stored ZIP', () =>
    expect(placesOf(storedZip)).toEqual(['storage files/a/2, decrypted, entry (withheld)']));
  it('an entry of an archive, under the second key of its request', () =>
    expect(placesOf(storedArchive)).toEqual([
      `storage archives/${ORGANISATION}/${REQUEST}/out/1/results.zip, decrypted, entry index.html`,
    ]));
  it('the name of an entry', () =>
    expect(placesOf(zipEntryName)).toContain('storage files/a/2, decrypted, entry (withheld) (its name)'));

  it('the name of a file and of a folder, which is not repeated', () => {
    expect(placesOf(fileName)).toEqual([`${home}/nats/(withheld) (its name)`]);
    expect(placesOf(folderName)).toEqual([`${home}/nats/(withheld) (its name)`]);
    expect(terms.filter(({ text }) => JSON.stringify(report).includes(text))).toEqual([]);
  });

  const onLinux = process.platform === 'linux' ? it : it.skip;
  onLinux('the command line of a process', () =>
    expect(placesOf(argument)).toEqual([`command line of planted (${child.pid})`]),
  );
  onLinux('the environment of a process', () =>
    expect(placesOf(variable)).toEqual([`environment of planted (${child.pid})`]),
  );
  onLinux('a file that is deleted and still open', () =>
    expect(placesOf(openDeleted)).toEqual([expect.stringMatching(/\(deleted\), open in planted/)]),
  );

  it('nothing else', () => {
    expect(placesOf(nowhere)).toEqual([]);
    expect([report.unread, report.sealed]).toEqual([[], ['files/a/sealed']]);
  });
});

describe('what was deleted and not overwritten', () => {
  it("is in PostgreSQL's files, and found there when asked for", async () => {
    expect(placesOf(deletedRow)).toEqual([]);
    const raw = await findResidue(searched, [deletedRow, nowhere], { raw: true });
    expect(placesOf(deletedRow, raw)).toContainEqual(expect.stringMatching(/^PostgreSQL's file base\//));
    expect(placesOf(deletedRow, raw)).toContainEqual(expect.stringMatching(/^PostgreSQL's file pg_wal\//));
    expect([placesOf(nowhere, raw), raw.unread]).toEqual([[], []]);
  }, 180_000);

  it('is read to its end, whatever its size', async () => {
    const [{ path, size }] = (await run(
      `select pg_relation_filepath('pg_proc') as path, pg_relation_size('pg_proc')::int as size`,
    )) as [{ path: string; size: number }];
    let bytes = 0;
    for await (const piece of serverFile(session, path)) bytes += piece.length;
    expect(bytes).toBe(size);
  });
});

describe('a server that collects its log itself', () => {
  it('has it read as well', async () => {
    await run(`alter system set logging_collector = on`);
    await run(`alter system set log_min_messages = log`);
    await session.end();
    await postgres.process.stop();
    await postgres.process.start();
    await postgres.ready();
    await run(`do $$ begin raise log '${collected.text}'; end $$`);
    expect(placesOf(collected, await findResidue(searched, [collected]))).toContainEqual(
      expect.stringMatching(/^PostgreSQL's log .*\.log$/),
    );
    session = await connect(postgres.url(), DATABASE);
  }, 180_000);
});

describe('a bucket', () => {
  it('is searched: content, names, and what lies there without encryption', async () => {
    const storage = openStorage(s3.config);
    const plain = term();
    await storage.write(`files/${bucketName.text.replace(' ', '-')}`, newKey(), once('x'));
    const { S3Client, PutObjectCommand } = await import('@aws-sdk/client-s3');
    const client = new S3Client({
      endpoint: s3.config.endpoint,
      region: s3.config.region,
      forcePathStyle: true,
      credentials: { accessKeyId: s3.config.accessKey, secretAccessKey: s3.config.secretKey },
    });
    await client.send(new PutObjectCommand({ Bucket: s3.config.bucket, Key: 'left here', Body: plain.text }));
    await storage.write('files/a/1', await keyOfFiles(), once(stored.text));
    const hyphenated = { ...bucketName, text: bucketName.text.replace(' ', '-') };
    const inBucket = await findResidue({ ...searched, storage, storedAs: s3.config, home: undefined }, [
      plain,
      stored,
      hyphenated,
    ]);
    expect(placesOf(plain, inBucket)).toEqual(['bucket left here']);
    expect(placesOf(stored, inBucket)).toEqual(['storage files/a/1, decrypted']);
    expect(placesOf(bucketName, inBucket)).toEqual([
      'bucket files/(withheld) (its name)',
      'storage files/(withheld) (its name)',
    ]);
  }, 180_000);

  const keyOfFiles = async () =>
    Buffer.from(String((await run('select file_key from attachment limit 1'))[0]!['file_key']), 'base64');
});

describe('what can not be read', () => {
  it('is said: a temporary table of a session, a damaged object, a database that is away', async () => {
    await session.query(`create temp table hidden as select 'x'`);
    const damaged = join(home, 'storage', 'files', 'a', '1');
    writeFileSync(damaged, 'LTH');
    const { unread } = await findResidue(searched, [nowhere]);
    expect(unread.map(({ place }) => place)).toEqual([
      expect.stringMatching(/table pg_temp_\d+\.hidden$/),
      'storage files/a/1, decrypted',
    ]);
    const away = await findResidue({ ...searched, databases: { admin: 'postgres://postgres@127.0.0.1:1/postgres' } }, [
      nowhere,
    ]);
    expect(away.unread).not.toEqual([]);
  }, 180_000);
});
