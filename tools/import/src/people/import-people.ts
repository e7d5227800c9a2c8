import type { ApiClient } from '../api/api-client.ts';
import { ImportError } from '../import-error.ts';
import { isDialerContact, type Refusal, type Row } from '../rows/identity.ts';
import { openContactList, type DialerContacts } from './dialer-contact.ts';
import { PersonLoader, type Person } from './load-person.ts';
import { RefusedError, Refusals, refusable } from './refusals.ts';
import { workThrough } from './work-through.ts';

/** Rows that are sent together: their dialer contacts go in one call. */
const CHUNK = 25;
/** Chunks on their way; the client bounds the calls. */
const CHUNKS_AT_A_TIME = 4;

export interface ImportOptions {
  /** Name of the contact list for dialer contacts. */
  contactList: string;
  /** None of these people was ever loaded: nobody is looked up before. */
  allNew?: boolean;
  /** Told after every chunk how many rows are done. */
  advanced?(rows: number): void;
  refused?(refusal: Refusal): void;
}

export interface Imported {
  /** By Number; of a row that was refused, what had been loaded of it before. */
  people: Map<string, Person>;
  refused: Refusal[];
  /** Why the import ended before its last row. */
  stopped?: ImportError;
}

/**
 * Loads rows into the stack, creating or updating. A row that the API refuses does not hinder the others. @throws
 * ImportError before anything was sent
 */
export async function importPeople(client: ApiClient, rows: readonly Row[], options: ImportOptions): Promise<Imported> {
  const dialer = await openContactList(client, options.contactList).catch(asImportError);
  const run = new Run(new PersonLoader(client, options.allNew), dialer, options);
  const chunks = Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, index) =>
    rows.slice(index * CHUNK, (index + 1) * CHUNK),
  );
  const stopped = await workThrough(chunks, CHUNKS_AT_A_TIME, (chunk) => run.load(chunk));
  // In the order of the file, whichever came first.
  const people = new Map(
    rows.flatMap(({ identity: { Number: number } }) =>
      run.people.has(number) ? [[number, run.people.get(number)!]] : [],
    ),
  );
  return { people, refused: run.refusals.sorted(), ...(stopped && { stopped }) };
}

type LoadedRow = Row & { known: boolean };

/** As Promise.all, after all have ended: nothing goes on behind the back of an import that has stopped. */
async function allOrFirstError<T>(work: Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

class Run {
  readonly people = new Map<string, Person>();
  readonly refusals = new Refusals((refusal) => this.options.refused?.(refusal));

  constructor(
    private readonly loader: PersonLoader,
    private readonly dialer: DialerContacts,
    private readonly options: ImportOptions,
  ) {}

  async load(chunk: Row[]): Promise<void> {
    const loaded = await allOrFirstError(
      chunk.map((row) =>
        this.refusals.attempt(row, async () => ({
          ...row,
          ...(await this.loader.load(row, this.personOf(row.identity.Number))),
        })),
      ),
    );
    await this.loadDialerContacts(loaded.filter((row) => row !== undefined && isDialerContact(row)) as LoadedRow[]);
    this.options.advanced?.(chunk.length);
  }

  /** One call for all; when it is refused, one for each, so that only the row that is wrong is left out. */
  private async loadDialerContacts(rows: LoadedRow[]): Promise<void> {
    const put = async (some: LoadedRow[]) => {
      await refusable('dialer contact', () => this.dialer.put(some));
      for (const { identity } of some) this.personOf(identity.Number).dialerContactIds = [this.dialer.idOf(identity)];
    };
    if (rows.length === 0) return;
    await put(rows).catch(async (error: unknown) => {
      if (!(error instanceof RefusedError)) throw error;
      await Promise.all(rows.map((row) => this.refusals.attempt(row, () => put([row]))));
    });
  }

  private personOf(number: string): Person {
    const person = this.people.get(number) ?? { externalContactIds: [], dialerContactIds: [] };
    this.people.set(number, person);
    return person;
  }
}

function asImportError(error: unknown): never {
  throw error instanceof ImportError
    ? error
    : new ImportError(`The contact list for dialer contacts can not be opened: ${(error as Error).message}`, {
        cause: error,
      });
}
