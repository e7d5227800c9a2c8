import type { FieldManifest, GdprInventory, InventoryEntry, RecordTypeManifest, TableManifest } from '@lethe/contracts';

/** A line of the inventory: one field, one table without fields, or one exclusion beside the fields. */
export interface InventoryRow {
  domain: string;
  title: string;
  recordType: string;
  field: string;
  personal: string;
  categories: string;
  purpose: string;
  legalGround: string;
  retention: string;
  recipients: string;
  onErasure: string;
  ground: string;
  database: string;
  table: string;
  column: string;
  files: string;
  exclusion: string;
  why: string;
  asOf: string;
}

/** The inventory as a table, in the order of the domains. */
export function rowsOf({ domains, services, createdDate }: GdprInventory): InventoryRow[] {
  return [
    ...domains.flatMap((domain) =>
      entryRows(domain, domain.available ? createdDate : (domain.lastAnsweredDate ?? 'never answered')),
    ),
    ...services.flatMap((service) => entryRows(service, createdDate)),
  ];
}

function entryRows(entry: InventoryEntry, asOf: string): InventoryRow[] {
  const empty = emptyRow(entry, asOf);
  const rows = [
    ...entry.recordTypes.flatMap((type) => typeRows(type, empty)),
    ...entry.tables.map((table) => ({ ...empty, ...tableCells(table) })),
    ...entry.excluded
      .filter(({ what }) => !isField(entry, what))
      .map(({ what, requirement }) => ({ ...empty, field: what, exclusion: requirement, onErasure: 'retain' })),
  ];
  return rows.length === 0 ? [empty] : rows;
}

function typeRows(type: RecordTypeManifest, empty: InventoryRow): InventoryRow[] {
  const own = {
    ...empty,
    recordType: type.type,
    purpose: type.purpose,
    legalGround: type.legalGround ?? '',
    retention: type.retention,
    recipients: type.recipients.join('; '),
    ground: [type.ground, ...(type.retainedOn ?? [])].filter(Boolean).join('; '),
    table: type.table ?? '',
    files: type.hasFile ? 'yes' : '',
  };
  const { fields } = type;
  return fields === undefined
    ? [{ ...own, categories: type.categories.join('; '), onErasure: type.onErase }]
    : fields.map((field) => ({ ...own, ...fieldCells(field) }));
}

const fieldCells = ({ name, column, personal, categories, onErase, excluded, why }: FieldManifest) => ({
  field: name,
  column,
  personal: personal ? 'yes' : 'no',
  categories: categories.join('; '),
  onErasure: onErase,
  exclusion: excluded ?? '',
  why: why ?? '',
});

const tableCells = ({ table, holds, personal, onErase }: TableManifest) => ({
  table,
  why: holds,
  personal: personal ? 'yes' : 'no',
  onErasure: onErase,
});

const isField = ({ recordTypes }: InventoryEntry, what: string): boolean =>
  recordTypes.some(({ type, fields = [] }) => fields.some(({ name }) => `${type}.${name}` === what));

const emptyRow = ({ name, title, database }: InventoryEntry, asOf: string): InventoryRow => ({
  domain: name,
  title,
  recordType: '',
  field: '',
  personal: '',
  categories: '',
  purpose: '',
  legalGround: '',
  retention: '',
  recipients: '',
  onErasure: '',
  ground: '',
  database: database ?? '',
  table: '',
  column: '',
  files: '',
  exclusion: '',
  why: '',
  asOf,
});
