import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  Task,
  type CallContext,
  type DoneOutcome,
  type GdprSubject,
  type Manifest,
  type Outcome,
  type PostureReply,
  type ReindexReply,
  type ReplacementTerm,
  type ResolveReply,
  type SubjectId,
  type TaskSubject,
  type TaskVerb,
} from '@lethe/contracts';
import {
  manifestOf,
  openStore,
  posture,
  reindex,
  resolve,
  runTasks,
  search,
  type DomainDefinition,
  type Engine,
  type StoredFile,
} from '@lethe/domain-kit';
import type { IdentifierKind } from '@lethe/matching';
import type { MigrationClass } from '@lethe/persistence';
import { Logger } from '@lethe/platform';
import { location, newKey, openStorage } from '@lethe/storage';
import type { EntityManager } from 'typeorm';
import type { TestDatabase, TestPostgres } from '../test-postgres.ts';
import type { TestPerson } from './test-person.ts';

/** What a domain gives to the conformance suite. */
export interface DomainFixture {
  definition: DomainDefinition;
  migrations: MigrationClass[];
  /**
   * Stores everything that the domain can hold of the person, through its own entities, and answers the subject id by
   * which a request would name them: one that the domain owns, or one of another domain that its records refer to.
   * Records with files get theirs from `storeFile`, before they are saved.
   */
  seed(manager: EntityManager, context: CallContext, person: TestPerson, storeFile: StoreFile): Promise<SubjectId>;
}

/**
 * Writes content to the storage and its fields to the record. `folder` as `fileFolder` of the record type of the owner
 * says, or any.
 */
type StoreFile = (record: StoredFile, folder: string, content: string) => Promise<void>;

export const TEST_PSEUDONYM_KEY = 'a key that only tests use, 32 characters or more';

/** A domain on a database of its own, with the contract's verbs to call. The conformance groups see nothing else. */
export class DomainUnderTest {
  readonly context = newContext();
  /** Another organisation in the same store. */
  readonly foreign = newContext();
  readonly manifest: Manifest;

  constructor(
    readonly fixture: DomainFixture,
    readonly engine: Engine,
    readonly postgres: TestPostgres,
    protected readonly own: { database: TestDatabase; folder: string },
  ) {
    this.manifest = manifestOf(fixture.definition, engine.store.model);
  }

  get database(): string {
    return this.own.database.name;
  }

  /** What the service is in the database. */
  get role(): string {
    return this.own.database.role;
  }

  static async open(fixture: DomainFixture, postgres: TestPostgres, Kind = DomainUnderTest): Promise<DomainUnderTest> {
    const database = await postgres.provision(fixture.migrations);
    const logger = Logger.create('conformance', 'fatal');
    const folder = mkdtempSync(join(tmpdir(), 'lethe-storage-'));
    const engine: Engine = {
      name: fixture.definition.name,
      erasesOneByOne: fixture.definition.erasesOneByOne,
      store: await openStore(fixture.definition, database.url, logger),
      storage: openStorage({ kind: 'fs', path: folder }),
      secrets: { pseudonymKey: TEST_PSEUDONYM_KEY },
      messaging: { emit: () => undefined } as never,
      progressMs: 5_000,
      logger,
    };
    return new Kind(fixture, engine, postgres, { database, folder });
  }

  seed(context: CallContext, person: TestPerson): Promise<SubjectId> {
    return this.engine.store.transaction(context, (manager) =>
      this.fixture.seed(manager, context, person, (record, folder, content) =>
        this.storeFile(context, record, folder, content),
      ),
    );
  }

  private async storeFile(
    { organisationId }: CallContext,
    record: StoredFile,
    folder: string,
    content: string,
  ): Promise<void> {
    const fileLocation = location('files', this.manifest.name, organisationId, ...folder.split('/'), randomUUID());
    const key = newKey();
    const { bytes: fileBytes, sha256: fileSha256 } = await this.engine.storage.write(
      fileLocation,
      key,
      Readable.from([Buffer.from(content)]),
    );
    const fileKey = key.toString('base64');
    Object.assign(record, {
      fileLocation,
      fileKey,
      fileBytes,
      fileSha256,
      fileName: 'file.txt',
      contentType: 'text/plain',
      uploadedAt: new Date(),
    });
  }

  /** Locations that the records of this domain know, of every organisation. */
  async fileLocations(): Promise<string[]> {
    const tables = this.engine.store.model.recordTypes
      .filter((type) => type.hasFile)
      .map((type) => `select file_location from ${type.table} where file_location is not null`);
    if (tables.length === 0) return [];
    return (await this.postgres.query(tables.join(' union all '), this.database)).map((row) =>
      String(row['file_location']),
    );
  }

  async search(context: CallContext, kind: IdentifierKind, value: string): Promise<GdprSubject[]> {
    return (await search(this.engine.store, { context, term: { kind, value } })).subjects;
  }

  resolve(context: CallContext, id: SubjectId): Promise<ResolveReply> {
    return resolve(this.engine.store, { context, id });
  }

  /** Computes the keys of the next records of the organisation anew. */
  reindex(context: CallContext): Promise<ReindexReply> {
    return reindex(this.engine.store, { context });
  }

  /** One page of what no request reaches. */
  posture(context: CallContext, cursor?: string): Promise<PostureReply> {
    return posture(this.engine.store, { context, cursor });
  }

  /** Runs one task. */
  async run(verb: TaskVerb, task: Task): Promise<Outcome> {
    const [outcome] = await runTasks(this.engine, verb, [task]);
    return outcome!;
  }

  /** As `run`, for tasks that must succeed. */
  async done(verb: TaskVerb, task: Task): Promise<DoneOutcome> {
    const outcome = await this.run(verb, task);
    if (outcome.status === 'done') return outcome;
    throw new Error(`${verb} failed: ${outcome.reason.code}: ${outcome.reason.message}`);
  }

  task(
    subject: Partial<TaskSubject>,
    more: { context?: CallContext; replacementTerms?: ReplacementTerm[]; fence?: number } = {},
  ): Task {
    const key = newKey().toString('base64');
    // As it is after the contract has read it: whether it is the same task again is told by its body.
    return Task.parse({
      taskId: randomUUID(),
      requestId: randomUUID(),
      fence: more.fence ?? 1,
      context: more.context ?? this.context,
      subject: { alsoIds: [], keys: [], ...subject },
      replacementTerms: more.replacementTerms,
      archive: { prefix: `archives/${randomUUID()}`, key },
    });
  }

  /** Reads the parts that an export wrote. */
  async parts(task: Task, outcome: DoneOutcome): Promise<string> {
    const texts: string[] = [];
    for (const part of outcome.parts) {
      const stream = await this.engine.storage.read(part.location, Buffer.from(task.archive!.key, 'base64'));
      texts.push((await stream.toArray()).map((chunk: Buffer) => chunk.toString('utf8')).join(''));
    }
    return texts.join('\n');
  }

  /** Every row of every table as text, as a superuser sees them. */
  async dump(): Promise<string[]> {
    const tables = await this.postgres.query(
      `select tablename from pg_tables where schemaname = 'public' and tablename <> 'inbox' order by 1`,
      this.database,
    );
    const lines = tables.map(
      ({ tablename }) => `select '${String(tablename)} ' || row_to_json(t)::text as line from "${String(tablename)}" t`,
    );
    return (await this.postgres.query(lines.join(' union all '), this.database)).map(({ line }) => String(line)).sort();
  }

  /** The inbox and the stored objects, where nothing personal may stay in clear. */
  async leftovers(): Promise<string> {
    const inbox = await this.postgres.query(`select row_to_json(t)::text as line from inbox t`, this.database);
    const files = readdirSync(this.own.folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    return [
      ...inbox.map((row) => String(row['line'])),
      ...files.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1')),
    ].join('\n');
  }

  async close(): Promise<void> {
    await this.engine.store.close();
    rmSync(this.own.folder, { recursive: true, force: true });
  }
}

function newContext(): CallContext {
  return { organisationId: randomUUID(), defaultCountry: 'US', correlationId: randomUUID() };
}
