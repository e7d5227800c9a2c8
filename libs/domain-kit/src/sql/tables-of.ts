import type { TableManifest } from '@lethe/contracts';
import type { DomainModel } from '../model/domain-model.ts';

/**
 * What is in a domain's database beside its record types, for the inventory: the tables that it declared without
 * personal data, and those that the kit makes.
 */
export function tablesOf({ recordTypes, otherTables }: DomainModel): TableManifest[] {
  const hasFiles = recordTypes.some(({ hasFile }) => hasFile);
  const isRekeyed = recordTypes.some(({ refresh }) => refresh !== undefined);
  return [
    ...otherTables.map((table) => ({ ...table, personal: false, onErase: 'retain' as const })),
    IDENTIFIERS,
    INBOX,
    kept('index_state', 'under which rules the identifiers of an organisation are keyed'),
    ...(isRekeyed ? [kept('rekey_due', 'lists whose records are to be keyed anew')] : []),
    ...(hasFiles ? [kept('storage_removal', 'locations of files that are to be removed, made of ids')] : []),
    kept('migrations', 'which versions of the schema there were'),
  ];
}

const IDENTIFIERS: TableManifest = {
  table: 'subject_identifier',
  holds: 'identifiers of the records, normalised, by which people are found; each goes with its record',
  personal: true,
  onErase: 'delete',
};

/** Outcomes name no identifier (inbox.ts); an id and a keyed hash are of a person all the same. */
const INBOX: TableManifest = {
  table: 'inbox',
  holds: 'what was done for which task: counts, ids of records and keyed hashes, as proof that it was done once',
  personal: true,
  onErase: 'retain',
};

const kept = (table: string, holds: string): TableManifest => ({ table, holds, personal: false, onErase: 'retain' });
