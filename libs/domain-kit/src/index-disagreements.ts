import type { DomainStore, TenantContext } from './domain-store.ts';
import { indexRows, valueOf } from './model/identifiers-of.ts';
import type { RecordType } from './model/domain-model.ts';
import { BEFORE_ALL_IDS } from './sql/before-all-ids.ts';

const PAGE = 500;

/** Record types and ids whose index rows are not what the rows say, and index rows that point at nothing. */
export async function indexDisagreements(
  store: DomainStore,
  context: TenantContext,
): Promise<{ recordType: string; recordId: string }[]> {
  const wrong: { recordType: string; recordId: string }[] = [];
  for (const type of indexed(store)) {
    const seen = new Set<string>();
    await eachPage(store, context, type, async (manager, page) => {
      const ids = page.map((record) => String(valueOf(record, type.key)));
      const rows = await manager.query<{ record_id: string; keys: string[] }[]>(
        `select record_id, array_agg(kind || ' ' || key) keys from subject_identifier
          where record_type = $1 and record_id = any($2::uuid[]) group by record_id`,
        [type.type, ids],
      );
      const stored = new Map(rows.map((row) => [row.record_id, row.keys.sort().join('\n')]));
      for (const record of page) {
        const id = String(valueOf(record, type.key));
        seen.add(id);
        const expected = indexRows(type, record, context.defaultCountry)
          .map(({ kind, key }) => `${kind} ${key}`)
          .sort()
          .join('\n');
        if ((stored.get(id) ?? '') !== expected) wrong.push({ recordType: type.type, recordId: id });
      }
    });
    const pointing = await store.transaction(context, (manager) =>
      manager.query<{ record_id: string }[]>(
        `select distinct record_id from subject_identifier where record_type = $1`,
        [type.type],
      ),
    );
    for (const { record_id } of pointing)
      if (!seen.has(record_id)) wrong.push({ recordType: type.type, recordId: record_id });
  }
  return wrong;
}

const indexed = (store: DomainStore): RecordType[] => store.model.recordTypes.filter((type) => type.isIndexed);

async function eachPage(
  store: DomainStore,
  context: TenantContext,
  type: RecordType,
  work: (manager: import('typeorm').EntityManager, page: object[]) => Promise<void>,
): Promise<void> {
  let after = BEFORE_ALL_IDS;
  for (;;) {
    const page = await store.transaction(context, async (manager) => {
      const found = await manager
        .createQueryBuilder(type.entity, 'r')
        .setFindOptions({ order: { [type.key.name]: 'ASC' } as never })
        .where(`r.${type.key.name} > :after`, { after })
        .take(PAGE)
        .getMany();
      await work(manager, found);
      return found;
    });
    if (page.length < PAGE) return;
    after = String(valueOf(page[page.length - 1]!, type.key));
  }
}
