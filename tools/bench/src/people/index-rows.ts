import { identifierKeys, indexKind, MATCHING_VERSION, possibleKeys, type StoredIdentifier } from '@lethe/matching';
import type { ClientBase } from 'pg';
import type { Person } from './person.ts';

/** Rows of the identifier index for many records. */
export class IndexRows {
  private readonly kinds: string[] = [];
  private readonly keys: string[] = [];
  private readonly records: string[] = [];

  constructor(
    private readonly recordType: 'externalContact' | 'dialerContact',
    private readonly defaultCountry: string,
  ) {}

  /** As Lethe keeps them for a record with the person's name and these. */
  add(record: string, person: Person, { email, phone }: { email: string; phone: string }): void {
    const stored: StoredIdentifier[] = [
      { kind: 'NAME', name: { given: person.given, family: person.family } },
      { kind: 'EMAIL', value: email },
      { kind: 'PHONE', value: phone },
    ];
    const rows = stored.flatMap((one) => {
      const kind = indexKind(one.kind);
      return [
        ...identifierKeys(one, this.defaultCountry).map((key) => ({ kind, key })),
        ...possibleKeys(one, this.defaultCountry).map((key) => ({ kind: `possible:${kind}`, key })),
      ];
    });
    for (const { kind, key } of rows) {
      this.kinds.push(kind);
      this.keys.push(key);
      this.records.push(record);
    }
  }

  async insert(client: ClientBase, organisationId: string): Promise<void> {
    await client.query(
      `insert into subject_identifier (organisation_id, kind, key, record_type, record_id, version)
       select $1, k.kind, k.key, $2, k.id, $3 from unnest($4::text[], $5::text[], $6::uuid[]) k(kind, key, id)
       on conflict do nothing`,
      [organisationId, this.recordType, MATCHING_VERSION, this.kinds, this.keys, this.records],
    );
    await client.query('insert into index_state (organisation_id, version) values ($1, $2) on conflict do nothing', [
      organisationId,
      MATCHING_VERSION,
    ]);
  }
}
