import type { PlannedRecord, Population } from './population.ts';

/** A record of a subject that is in a store. */
export interface StoredRecord extends PlannedRecord {
  id: string;
  /** Of a row: its list. */
  listId?: string;
  /** Of a visitor: by which it is known, and its visits. */
  cookie?: string;
  sessionIds?: string[];
  /** Of a contact: made by a merge. */
  isCanonical?: boolean;
}

export interface StoredParticipant {
  id: string;
  conversationId: string;
  owner: number;
  /** The id that it carries: of a contact, or of a user. */
  refersTo: string;
  isCustomer: boolean;
}

/** A population that is stored, and who everything is of. Canonical contacts that merges made are among the records. */
export interface World {
  population: Population;
  records: StoredRecord[];
  participants: StoredParticipant[];
}

/** Rows of a service's database by table and id, as the superuser sees them. */
export type Row = Readonly<Record<string, unknown>>;
export type Snapshot = ReadonlyMap<string, { table: string; row: Row }>;

/** Tables of subjects: their rows are the records. */
export const SUBJECT_TABLES = {
  external_contact: 'externalContact',
  dialer_contact: 'dialerContact',
  directory_user: 'user',
  data_table_row: 'dataTableRow',
  journey_customer: 'customer',
} as const;
const isSubjectTable = (table: string): table is keyof typeof SUBJECT_TABLES => Object.hasOwn(SUBJECT_TABLES, table);

/** What of the difference between two snapshots is about. */
export interface Changed {
  table: string;
  id: string;
  before: Row;
  /** Absent: the row is gone. */
  after?: Row;
}

export function changesBetween(before: Snapshot, after: Snapshot): Changed[] {
  const changes: Changed[] = [];
  for (const [key, { table, row }] of before) {
    const now = after.get(key)?.row;
    if (now === undefined || JSON.stringify(now) !== JSON.stringify(row))
      changes.push({ table, id: String(row['id']), before: row, ...(now && { after: now }) });
  }
  return changes;
}

/** Who is who among the rows of the stores. */
export class Truth {
  private readonly owners: ReadonlyMap<string, number>;
  private readonly participants: ReadonlyMap<string, World['participants'][number]>;

  constructor(readonly world: World) {
    this.owners = new Map(
      world.records.flatMap(({ id, owner, cookie, sessionIds = [] }) =>
        [id, ...(cookie === undefined ? [] : [cookie]), ...sessionIds].map((one) => [one, owner] as const),
      ),
    );
    this.participants = new Map(world.participants.map((one) => [one.id, one]));
  }

  ownerOf(id: unknown): number | undefined {
    return this.owners.get(String(id)) ?? this.world.participants.find(({ refersTo }) => refersTo === id)?.owner;
  }

  /** Whether a request about this person may change the row: it is theirs, or of a conversation that is theirs. */
  isOf(owner: number, { table, row }: { table: string; row: Row }): boolean {
    if (isSubjectTable(table)) return this.owners.get(String(row['id'])) === owner;
    if (table === 'contact_note' || table === 'call_record')
      return this.owners.get(String(row['contact_id'])) === owner;
    const visitor = row['journey_customer_id'] ?? row['session_id'];
    if (visitor !== undefined) return this.owners.get(String(visitor)) === owner;
    if (table === 'participant') return this.participants.get(String(row['id']))?.owner === owner;
    if (row['conversation_id'] !== undefined) return this.isOfConversation(owner, row);
    return row['user_id'] !== undefined && this.ownerOf(row['user_id']) === owner;
  }

  /** What belongs to a participant; all of it when nobody else takes part as a customer. */
  private isOfConversation(owner: number, row: Row): boolean {
    const customers = this.world.participants.filter(
      ({ conversationId, isCustomer }) => isCustomer && conversationId === row['conversation_id'],
    );
    if (customers.every((one) => one.owner === owner) && customers.length > 0) return true;
    return this.participants.get(String(row['participant_id']))?.owner === owner;
  }
}
