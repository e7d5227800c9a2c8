import { holdOffReindex, runWith } from '@lethe/domain-kit';
import type { EntityManager } from 'typeorm';

const RECORDS = {
  dialerContact: { table: 'dialer_contact', reference: 'contact_list_id' },
  dncEntry: { table: 'dnc_entry', reference: 'dnc_list_id' },
};

/**
 * Removes the identifiers of all records of a list in one statement, before the list takes its records with it. Hold
 * the list's `write` lock, so that nothing is added in between.
 */
export async function unindex(manager: EntityManager, recordType: keyof typeof RECORDS, listId: string): Promise<void> {
  const { table, reference } = RECORDS[recordType];
  await holdOffReindex(runWith(manager));
  await manager.query(
    `delete from subject_identifier s using ${table} r
     where s.organisation_id = r.organisation_id and s.record_type = $1 and s.record_id = r.id and r.${reference} = $2`,
    [recordType, listId],
  );
}
