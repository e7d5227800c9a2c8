import type {
  EntityManager,
  EntitySubscriberInterface,
  InsertEvent,
  QueryRunner,
  RemoveEvent,
  UpdateEvent,
} from 'typeorm';
import { MATCHING_VERSION } from '@lethe/matching';
import type { DomainModel, RecordType } from './model/domain-model.ts';
import { indexRows, valueOf } from './model/identifiers-of.ts';
import { runWith } from './verbs/run.ts';
import { holdOffReindex } from './reindex/reindex-lock.ts';

/** Index rows of one record to remove, and those to write. */
export interface Change {
  type: RecordType;
  id: string;
  /** It has rows already. */
  stale: boolean;
  keys: { kind: string; key: string }[];
}

/**
 * Keeps the identifier index in the transaction of the row it points at. Whole records only: a query builder's update
 * or delete passes no record, so it is refused on record types that have identifiers.
 */
export class IdentifierIndex implements EntitySubscriberInterface {
  private readonly byEntity: Map<unknown, RecordType>;
  private readonly open = new WeakMap<QueryRunner, { changes: Change[]; done: Promise<void> }>();

  constructor(model: DomainModel) {
    this.byEntity = new Map(model.recordTypes.filter((type) => type.isIndexed).map((type) => [type.entity, type]));
  }

  async afterInsert(event: InsertEvent<object>): Promise<void> {
    const type = this.byEntity.get(event.metadata.target);
    if (type !== undefined)
      await this.follow(
        event.manager,
        changeOf(type, event.entity, { stale: false, defaultCountry: defaultCountryOf(event.manager) }),
      );
  }

  async afterUpdate(event: UpdateEvent<object>): Promise<void> {
    const type = this.byEntity.get(event.metadata.target);
    if (type !== undefined)
      await this.follow(
        event.manager,
        changeOf(type, whole(type, event.entity), { stale: true, defaultCountry: defaultCountryOf(event.manager) }),
      );
  }

  async beforeRemove(event: RemoveEvent<object>): Promise<void> {
    const type = this.byEntity.get(event.metadata.target);
    if (type === undefined) return;
    const id = String(valueOf(whole(type, event.entity), type.key));
    await this.follow(event.manager, { type, id, stale: true, keys: [] });
  }

  /**
   * TypeORM tells of all records of one `save` at once and then waits: they become one batch (750 rows one by one took
   * seconds).
   */
  private follow(manager: EntityManager, change: Change): Promise<void> {
    const runner = manager.queryRunner!;
    const batch = this.open.get(runner);
    if (batch !== undefined) {
      batch.changes.push(change);
      return batch.done;
    }
    const changes = [change];
    const done = Promise.resolve().then(() => {
      this.open.delete(runner);
      return removesRecords(changes)
        ? holdOffReindex(runWith(manager)).then(() => write(manager, changes))
        : write(manager, changes);
    });
    this.open.set(runner, { changes, done });
    return done;
  }
}

function whole(type: RecordType, record: object | undefined): object {
  const missing = type.fields.filter(
    (field) =>
      (field.personal?.identifies ?? field.personal?.format) !== undefined &&
      (record === undefined || valueOf(record, field) === undefined),
  );
  if (record !== undefined && missing.length === 0) return record;
  throw new Error(
    `${type.type}: load the record and save or remove it whole, so that the identifier index can follow (no query builder)`,
  );
}

/** What the index has to say of a record. */
export function changeOf(
  type: RecordType,
  record: object,
  { stale, defaultCountry }: { stale: boolean; defaultCountry: string },
): Change {
  return { type, id: String(valueOf(record, type.key)), stale, keys: indexRows(type, record, defaultCountry) };
}

const removesRecords = (changes: Change[]): boolean => changes.some(({ stale, keys }) => stale && keys.length === 0);

/** Writes the rows, under the rules of today; an organisation that has none yet is one of today's rules as a whole. */
export async function write(manager: EntityManager, changes: readonly Change[]): Promise<void> {
  const stale = Map.groupBy(
    changes.filter((change) => change.stale),
    ({ type }) => type.type,
  );
  for (const [type, ofType] of stale)
    await manager.query(
      `delete from subject_identifier where organisation_id = current_setting('lethe.organisation')::uuid
        and record_type = $1 and record_id = any($2::uuid[])`,
      [type, ofType.map(({ id }) => id)],
    );
  const rows = changes.flatMap(({ type, id, keys }) => keys.map((key) => ({ ...key, type: type.type, id })));
  if (rows.length === 0) return;
  await manager.query(
    `with state as (insert into index_state (organisation_id, version)
       values (current_setting('lethe.organisation')::uuid, $5) on conflict do nothing)
     insert into subject_identifier (organisation_id, kind, key, record_type, record_id, version)
     select current_setting('lethe.organisation')::uuid, k.*, $5
       from unnest($1::text[], $2::text[], $3::text[], $4::uuid[]) k on conflict do nothing`,
    [
      rows.map(({ kind }) => kind),
      rows.map(({ key }) => key),
      rows.map(({ type }) => type),
      rows.map(({ id }) => id),
      MATCHING_VERSION,
    ],
  );
}

/** Phone numbers without a country are read with the organisation's; `inOrganisation` puts it on the transaction. */
function defaultCountryOf(manager: EntityManager): string {
  const country = (manager.queryRunner?.data as { defaultCountry?: string } | undefined)?.defaultCountry;
  if (country === undefined)
    throw new Error('Write records inside Organisation.transaction, which knows the default country of phone numbers.');
  return country;
}
