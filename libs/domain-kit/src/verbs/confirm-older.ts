import { keyText, type IdentifierKey } from '@lethe/contracts';
import type { RecordType } from '../model/domain-model.ts';
import { keysOfRecord } from '../model/identifiers-of.ts';
import type { TenantContext } from '../domain-store.ts';
import { readRecords } from './read-records.ts';
import type { Run } from './run.ts';

/**
 * An index row of earlier rules only says that these rules took two spellings for one. Which of the records match by the
 * rules of today, and by which keys: record → keys of `asked`.
 */
export async function confirmOlder(
  run: Run,
  type: RecordType,
  ids: readonly string[],
  { context, asked }: { context: TenantContext; asked: readonly IdentifierKey[] },
): Promise<Map<string, IdentifierKey[]>> {
  const wanted = new Set(asked.map(keyText));
  const records = await readRecords(run, type, context.organisationId, { ids });
  return new Map(
    records
      .map((record): [string, IdentifierKey[]] => [
        String(record[type.key.name]),
        keysOfRecord(type, record, context.defaultCountry).filter((key) => wanted.has(keyText(key))),
      ])
      .filter(([, keys]) => keys.length > 0),
  );
}
