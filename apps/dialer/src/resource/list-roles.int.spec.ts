import { randomUUID } from 'node:crypto';
import { ReindexReply, SUBJECTS, type Principal } from '@lethe/contracts';
import { indexDisagreements } from '@lethe/domain-kit';
import { RunningDomain, until } from '@lethe/testing';
import { dialerFixture } from '../../test/fixture.ts';

const LISTS = '/api/v2/outbound/contactlists';
/** Nobody can read 'Wer' from the headings; a fax is no phone. */
const LIST = {
  name: 'Messe',
  columnNames: ['Wer', 'Fax', 'Telefon', 'Name'],
  phoneColumns: [{ columnName: 'Fax', type: 'fax' }],
};
const CORRECTED = {
  name: 'Messe',
  phoneColumns: [{ columnName: 'Telefon', type: 'home' }],
  nameColumns: [{ columnName: 'Wer', part: 'whole' }],
};
/** Two pages behind the one that is done at once. */
const MANY = 600;
/** A number behind a name does not count. */
const familyOf = (n: number) => `Nachname${String(n).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)]!)}`;

describe('what the columns of a contact list mean', () => {
  let domain: RunningDomain;
  let caller: Principal;
  let path: string;
  let listId: string;
  beforeAll(async () => (domain = await RunningDomain.start(dialerFixture)), 60_000);
  afterAll(() => domain?.stop());
  beforeEach(async () => {
    caller = domain.caller();
    listId = ((await domain.ok(caller, 'POST', LISTS, LIST)) as { id: string }).id;
    path = `${LISTS}/${listId}`;
  });

  const rowOf = (n: number) => ({
    Wer: `Anna ${familyOf(n)}`,
    Fax: `+35121265${1000 + n}`,
    Telefon: `+35121266${1000 + n}`,
    Name: 'Halle 3',
  });
  const post = async (first: number, last: number) => {
    for (let from = first; from <= last; from += 100)
      await domain.ok(
        caller,
        'POST',
        `${path}/contacts`,
        Array.from({ length: Math.min(100, last - from + 1) }, (_, index) => ({
          contactListId: listId,
          data: rowOf(from + index),
        })),
      );
  };
  const count = async (kind: 'NAME' | 'PHONE', value: string) => (await domain.search(caller, kind, value)).length;
  const sql = (text: string) => domain.postgres.query(text, domain.database);
  const isDone = () =>
    until('all contacts have their keys', async () => (await domain.ok(caller, 'GET', path)).reindexing === undefined);
  const disagreements = () => indexDisagreements(domain.store, caller);

  it('may be corrected; a small list follows at once, another one is left', async () => {
    await post(1, 3);
    const other = (await domain.ok(caller, 'POST', LISTS, LIST)).id as string;
    await domain.ok(caller, 'POST', `${LISTS}/${other}/contacts`, [{ contactListId: other, data: rowOf(9) }]);
    expect([await count('NAME', `${familyOf(1)} Anna`), await count('PHONE', rowOf(1).Fax)]).toEqual([0, 1]);

    const corrected = await domain.ok(caller, 'PUT', path, CORRECTED);
    expect(corrected).toMatchObject({ ...CORRECTED, columnNames: LIST.columnNames, version: 2 });
    expect(corrected).not.toHaveProperty('reindexing');
    expect(corrected).not.toHaveProperty('infers');
    expect([await count('NAME', `${familyOf(1)} Anna`), await count('PHONE', rowOf(1).Telefon)]).toEqual([1, 1]);
    expect([await count('PHONE', rowOf(1).Fax), await count('NAME', 'Halle 3')]).toEqual([0, 1]);
    expect([await count('NAME', `${familyOf(9)} Anna`), await count('PHONE', rowOf(9).Fax)]).toEqual([0, 1]);
    expect(await disagreements()).toEqual([]);
  });

  it('is taken in by a large list in the background; until then each contact is found by the one or the other', async () => {
    await post(1, MANY);
    const { reindexing } = await domain.ok(caller, 'PUT', path, CORRECTED);
    expect(reindexing).toBe(true);
    const subject = { byTerm: true, keys: [] };
    for (let looks = 0; (await domain.ok(caller, 'GET', path)).reindexing === true && looks < 500; looks += 1) {
      expect(await count('PHONE', rowOf(MANY).Fax)).toBeLessThan(2);
      await domain.ok(caller, 'PUT', path, { ...CORRECTED, name: `Messe ${looks}` });
    }
    await isDone();
    expect((await domain.done('locate', domain.task(caller, subject))).warnings).toEqual([]);
    for (const n of [1, 250, 251, MANY])
      expect([await count('NAME', `${familyOf(n)} Anna`), await count('PHONE', rowOf(n).Fax)]).toEqual([1, 0]);
    expect(await disagreements()).toEqual([]);
  }, 60_000);

  it('is taken in after a restart, and until then requests say that something may be missing', async () => {
    await post(1, 3);
    await sql(
      `update contact_list set name_columns = '${JSON.stringify(CORRECTED.nameColumns)}' where id = '${listId}'`,
    );
    const locate = () => domain.done('locate', domain.task(caller, { byTerm: true, keys: [] }));
    await sql(
      `begin; insert into rekey_due values ('${caller.organisationId}', 'dialerContact', '${listId}', 'US', '${randomUUID().replace(/^./, '0')}'); update rekey_due set after_id = '00000000-0000-0000-0000-000000000000'; commit`,
    );
    await isDone();
    expect(await count('NAME', `${familyOf(1)} Anna`)).toBe(1);
    expect((await locate()).warnings).toEqual([]);
  });

  it('is read from the headings no more where somebody says that they are wrong', async () => {
    await post(1, 1);
    const { inferredColumns } = await domain.ok(caller, 'GET', path);
    expect(inferredColumns).toEqual({ nameColumns: [{ columnName: 'Name', part: 'whole' }], addressColumns: [] });
    // As read: nothing changes.
    await domain.ok(caller, 'PUT', path, { name: 'Messe', nameColumns: [], inferredColumns });
    expect(await count('NAME', 'Halle 3')).toBe(1);
    const none = await domain.ok(caller, 'PUT', path, { name: 'Messe', inferredColumns: {} });
    expect(none).not.toHaveProperty('inferredColumns');
    expect(await count('NAME', 'Halle 3')).toBe(0);
    expect(await count('PHONE', rowOf(1).Fax)).toBe(1);
  });

  it('is of columns that the list has', async () => {
    expect(
      await domain.call(caller, 'PUT', path, { ...CORRECTED, nameColumns: [{ columnName: 'Ort', part: 'whole' }] }),
    ).toMatchObject({
      status: 400,
      body: { code: 'bad.request', details: [{ errorCode: 'invalid.value', fieldName: 'nameColumns.0.columnName' }] },
    });
    await domain.ok(caller, 'PUT', path, { ...CORRECTED, columnNames: ['Ort'] });
    expect(await domain.ok(caller, 'GET', path)).toMatchObject({ columnNames: LIST.columnNames });
  });

  it('reaches contacts that an earlier version stored, by reindex', async () => {
    await post(1, 2);
    const { organisationId } = caller;
    await sql(`update dialer_contact set column_roles = '{}' where organisation_id = '${organisationId}'`);
    await sql(`delete from subject_identifier where organisation_id = '${organisationId}'`);
    await sql(`update index_state set version = 0 where organisation_id = '${organisationId}'`);
    expect(await count('PHONE', rowOf(1).Fax)).toBe(0);
    let calls = 0;
    const again = () => domain.messaging.call(SUBJECTS.domain('dialer', 'reindex'), { context: caller }, ReindexReply);
    while (!(await again()).done) expect((calls += 1)).toBeLessThan(10);
    expect(await count('PHONE', rowOf(1).Fax)).toBe(1);
    expect(await disagreements()).toEqual([]);
  });
});
