import type { ReplacementTerm } from '@lethe/contracts';
import { indexDisagreements } from '@lethe/domain-kit';
import { PERSON, RunningArchitect, TERMS } from '../test/running-architect.ts';

const TABLES = '/api/v2/flows/datatables';
const COLUMNS = [
  { column: 'key', kind: 'PHONE' },
  { column: 'mail', kind: 'EMAIL' },
  { column: 'who', kind: 'NAME' },
  { column: 'note' },
];

let service: RunningArchitect;
beforeAll(async () => (service = await RunningArchitect.start()), 60_000);
afterAll(() => service?.stop());
beforeEach(() => service.newUser());

describe('rows of data tables', () => {
  const properties = {
    key: { type: 'string' },
    mail: { type: 'string' },
    who: { type: 'string' },
    note: { type: 'string' },
  };
  const table = async (personal?: object[]) =>
    `${TABLES}/${(await service.ok('POST', TABLES, { name: 'VIP', schema: { type: 'object', properties, ...(personal && { 'x-personal': personal }) } })).id}/rows`;

  it.each([
    ['its key', { key: '00351 212 651 573', who: PERSON.name, note: 'likes tea' }],
    ['another column', { key: 'x', mail: PERSON.email.toUpperCase(), who: 'hamanova marie' }],
  ])('are found by %s and deleted', async (_, row) => {
    const rows = await table(COLUMNS);
    await service.ok('POST', rows, row);
    await service.ok('POST', rows, { key: '+351212651574', mail: 'eva@home.example', who: PERSON.name });
    expect(await service.exportedText()).toContain(row.key);
    expect((await service.domain.done('erase', service.task())).changes).toMatchObject([
      { recordType: 'dataTableRow', disposition: 'deleted', records: 1 },
    ]);
    expect((await service.ok('GET', `${rows}?showbrief=false`)).entities).toMatchObject([{ mail: 'eva@home.example' }]);
    expect(await indexDisagreements(service.domain.store, service.caller)).toEqual([]);
  });

  it('of another name are ambiguous and left alone (D9)', async () => {
    const rows = await table(COLUMNS);
    await service.ok('POST', rows, { key: PERSON.phone, who: 'Jan Hamanov' });
    const outcome = await service.domain.done('erase', service.task());
    expect([outcome.changes, outcome.ambiguous]).toMatchObject([
      [],
      [{ recordType: 'dataTableRow', reason: { code: 'other.name' } }],
    ]);
    expect((await service.ok('GET', rows)).total).toBe(1);
  });

  it.each([
    ['declares no personal column', undefined],
    ['declares one that identifies nobody', [{ column: 'note' }]],
  ])("of a table that %s are nobody's", async (_, personal) => {
    const rows = await table(personal);
    await service.ok('POST', rows, {
      key: PERSON.phone,
      mail: PERSON.email,
      who: PERSON.name,
      note: PERSON.name,
    });
    const before = await service.rowsOf('data_table_row', 'subject_identifier');
    expect(await service.exportedText()).toBe('');
    const { located, ambiguous } = await service.domain.done('locate', service.task());
    expect([located, ambiguous]).toEqual([[], []]);
    await service.domain.done('rectify', service.task({ replacementTerms: TERMS }));
    await service.domain.done('erase', service.task());
    expect(await service.rowsOf('data_table_row', 'subject_identifier')).toEqual(before);
  });

  it('are corrected in the declared columns alone, the key among them', async () => {
    const rows = await table(COLUMNS);
    await service.ok('POST', rows, {
      key: PERSON.phone,
      mail: PERSON.email,
      who: PERSON.name,
      note: PERSON.email,
    });
    await service.domain.done('rectify', service.task({ replacementTerms: TERMS }));
    expect(await service.ok('GET', `${rows}/${encodeURIComponent('+351212000000')}?showbrief=false`)).toEqual({
      key: '+351212000000',
      mail: 'maria@home.example',
      who: 'Maria Silva',
      note: PERSON.email,
    });
    expect(await indexDisagreements(service.domain.store, service.caller)).toEqual([]);
  });

  it('are found by names and addresses in parts, and corrected in them', async () => {
    const parts = [
      { column: 'key', kind: 'EMAIL' },
      { column: 'who', kind: 'NAME', part: 'given' },
      { column: 'note', kind: 'NAME', part: 'family' },
      { column: 'mail', kind: 'ADDRESS', part: 'line' },
    ];
    const rows = await table(parts);
    await service.ok('POST', rows, { key: PERSON.email, who: 'Marie', note: 'Hamanová', mail: 'Rua Nova 5' });
    const terms: ReplacementTerm[] = [
      TERMS[0]!,
      { type: 'ADDRESS', existingValue: 'rua nova 5', updatedValue: 'Rua Velha 1' },
    ];
    await service.domain.done('rectify', service.task({ replacementTerms: terms }));
    expect((await service.ok('GET', `${rows}?showbrief=false`)).entities).toEqual([
      { key: PERSON.email, who: 'Maria', note: 'Silva', mail: 'Rua Velha 1' },
    ]);
  });
});
