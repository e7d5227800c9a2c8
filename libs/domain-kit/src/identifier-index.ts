import type { EntityManager, EntitySubscriberInterface, InsertEvent, RemoveEvent, UpdateEvent } from 'typeorm';
import type { DomainModel, RecordType } from './model/domain-model.ts';
import { keysOfRecord, valueOf } from './model/identifiers-of.ts';

/**
 * Keeps the identifier index in the transaction of the row it points at. Whole records only: a query builder's update or delete
 * passes no record, so it is refused on record types that have identifiers.
 */
export class IdentifierIndex implements EntitySubscriberInterface {
  private readonly byEntity: Map<unknown, RecordType>;

  constructor(model: DomainModel) {
    this.byEntity = new Map(model.recordTypes.filter((type) => type.kinds.size > 0).map((type) => [type.entity, type]));
  }

  async afterInsert(event: InsertEvent<object>): Promise<void> {
    const type = this.byEntity.get(event.metadata.target);
    if (type !== undefined) await writeKeys(event.manager, type, event.entity, defaultCountryOf(event.manager));
  }

  async afterUpdate(event: UpdateEvent<object>): Promise<void> {
    const type = this.byEntity.get(event.metadata.target);
    if (type === undefined) return;
    const record = whole(type, event.entity);
    await deleteKeys(event.manager, type, record);
    await writeKeys(event.manager, type, record, defaultCountryOf(event.manager));
  }

  async beforeRemove(event: RemoveEvent<object>): Promise<void> {
    const type = this.byEntity.get(event.metadata.target);
    if (type !== undefined) await deleteKeys(event.manager, type, whole(type, event.entity));
  }
}

function whole(type: RecordType, record: object | undefined): object {
  const missing = type.fields.filter((field) => (field.personal?.identifies ?? field.personal?.format) !== undefined && (record === undefined || valueOf(record, field) === undefined));
  if (record !== undefined && missing.length === 0) return record;
  throw new Error(`${type.type}: load the record and save or remove it whole, so that the identifier index can follow (no query builder)`);
}

export async function writeKeys(manager: EntityManager, type: RecordType, record: object, defaultCountry: string): Promise<void> {
  const keys = keysOfRecord(type, record, defaultCountry);
  if (keys.length === 0) return;
  await manager.query(
    `insert into subject_identifier (organisation_id, kind, key, record_type, record_id)
     select current_setting('lethe.organisation')::uuid, k.kind, k.key, $3, $4::uuid from unnest($1::text[], $2::text[]) k(kind, key) on conflict do nothing`,
    [keys.map((key) => key.kind), keys.map((key) => key.key), type.type, valueOf(record, type.key)],
  );
}

export async function deleteKeys(manager: EntityManager, type: RecordType, record: object): Promise<void> {
  await manager.query(
    `delete from subject_identifier where organisation_id = current_setting('lethe.organisation')::uuid and record_type = $1 and record_id = $2::uuid`,
    [type.type, valueOf(record, type.key)],
  );
}

/** Phone numbers without a country are read with the organisation's; `inOrganisation` puts it on the transaction. */
function defaultCountryOf(manager: EntityManager): string {
  const country = (manager.queryRunner?.data as { defaultCountry?: string } | undefined)?.defaultCountry;
  if (country === undefined) throw new Error('Write records inside Organisation.transaction, which knows the default country of phone numbers.');
  return country;
}
