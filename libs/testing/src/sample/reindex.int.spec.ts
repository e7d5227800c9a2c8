import { randomUUID } from 'node:crypto';
import type { CallContext, ReindexReply } from '@lethe/contracts';
import { indexAge, indexDisagreements, holdOffReindex, runWith, indexVersions, reindex } from '@lethe/domain-kit';
import { earlierTermKeys, MATCHING_VERSION, type IdentifierKind } from '@lethe/matching';
import { DomainUnderTest } from '../conformance/domain-under-test.ts';
import { testPerson, type TestPerson } from '../conformance/test-person.ts';
import { TestPostgres } from '../test-postgres.ts';
import { until } from '../until.ts';
import { sampleDomain } from './sample-domain.ts';

let postgres: TestPostgres;
let domain: DomainUnderTest;
beforeAll(async () => {
  postgres = await TestPostgres.start();
  domain = await DomainUnderTest.open(sampleDomain, postgres);
}, 60_000);
afterAll(async () => {
  await domain?.close();
  await postgres?.dispose();
});

const sql = (text: string) => postgres.query(text, domain.database);
const newContext = (): CallContext => ({
  organisationId: randomUUID(),
  defaultCountry: 'CZ',
  correlationId: randomUUID(),
});
const found = async (context: CallContext, kind: IdentifierKind, value: string) =>
  (await domain.search(context, kind, value)).map(({ externalContactId }) => externalContactId);
const disagreements = (context: CallContext) => indexDisagreements(domain.engine.store, context);

/** Stores people, then leaves their organisation as the rules before version 2 would have. */
async function storedBefore(context: CallContext, people: TestPerson[]): Promise<string[]> {
  const ids: string[] = [];
  for (const person of people) ids.push((await domain.seed(context, person)).id);
  await sql(`delete from subject_identifier where organisation_id = '${context.organisationId}'`);
  const { members } = await membersOf(context);
  for (const { id, name, email, phone } of members)
    for (const [kind, value] of [
      ['NAME', name],
      ['EMAIL', email],
      ['PHONE', phone],
    ] as const)
      await sql(
        `insert into subject_identifier select '${context.organisationId}', '${kind}', $q$${formerKey(kind, value)}$q$, 'member', '${id}'`,
      );
  await sql(`update index_state set version = 0 where organisation_id = '${context.organisationId}'`);
  return ids;
}

function formerKey(kind: IdentifierKind, value: string): string {
  const former = earlierTermKeys({ kind, value, defaultCountry: 'CZ' }, []).find((one) => one.kind === kind);
  if (former !== undefined) return former.key;
  if (kind === 'PHONE') return value.replaceAll(' ', '');
  return value.toLowerCase().split(' ').toSorted().join(' ').normalize('NFD').replace(/\p{M}/gu, '');
}

async function membersOf({ organisationId }: CallContext) {
  const rows = await sql(
    `select id, given_name || ' ' || family_name as name, email, phone from member where organisation_id = '${organisationId}' order by id`,
  );
  return { members: rows as { id: string; name: string; email: string; phone: string }[] };
}

async function reindexAll(context: CallContext): Promise<ReindexReply[]> {
  const replies: ReindexReply[] = [];
  while (replies.at(-1)?.done !== true) {
    replies.push(await domain.reindex(context));
    if (replies.length > 50) throw new Error('it does not end');
  }
  return replies;
}

describe('records that were keyed before version 2', () => {
  const context = newContext();
  const sean = testPerson({ given: 'Sean', family: "O'Brien", email: 'weiß@example.org', phone: '+420 601 234 568' });
  const jan = testPerson({ given: 'Jan', family: 'Novák', email: 'jan@example.org' });
  let ids: string[];
  beforeAll(async () => (ids = await storedBefore(context, [sean, jan])));

  /** Spelled as both rules understand it. */
  const ofBoth = async () => [
    await found(context, 'NAME', "o'brien SEAN"),
    await found(context, 'EMAIL', 'WEIß@example.org'),
    await found(context, 'PHONE', '601234568'),
    await found(context, 'NAME', 'Ing. Novák Jan'),
  ];
  const all = () => [[ids[0]], [ids[0]], [ids[0]], [ids[1]]];

  it('are found before', async () => {
    expect(await ofBoth()).toEqual(all());
    expect(await indexAge(domain.engine.store)).toEqual({ version: 0, rules: MATCHING_VERSION, remaining: 2 });
  });

  it('are reached by a request before, with what stands in them, and nobody else is', async () => {
    const subject = { byTerm: true, keys: [{ kind: 'NAME' as const, key: 'obrien sean' }] };
    const earlierKeys = [{ kind: 'NAME' as const, key: "o'brien sean" }];
    expect((await domain.done('locate', domain.task({ ...subject, earlierKeys }, { context }))).subjectIds).toEqual([
      { type: 'externalContactId', id: ids[0] },
    ]);
    const other = { ...subject, keys: [{ kind: 'NAME' as const, key: 'sean somebody' }] };
    expect((await domain.done('locate', domain.task({ ...other, earlierKeys }, { context }))).subjectIds).toEqual([]);
  });

  it('say that spellings of the new rules may be missed', async () => {
    const outcome = await domain.done('locate', domain.task({ byTerm: true, keys: [] }, { context }));
    expect(outcome.warnings).toEqual([expect.objectContaining({ code: 'index.older' })]);
  });

  it('are not taken for somebody whom the rules of today tell apart', async () => {
    expect(formerKey('EMAIL', sean.email)).toBe('weiss@example.org');
    expect(await found(context, 'EMAIL', 'weiss@example.org')).toEqual([]);
  });

  it('are found by what only the rules of today understand once they have new keys, one after the other', async () => {
    expect(await found(context, 'NAME', 'OBrien Sean')).toEqual([]);
    await reindexAll(context);
    expect(await ofBoth()).toEqual(all());
    expect(await found(context, 'NAME', 'OBrien Sean')).toEqual([ids[0]]);
    expect(await disagreements(context)).toEqual([]);
    expect((await indexAge(domain.engine.store)).remaining).toBe(0);
    const outcome = await domain.done('locate', domain.task({ byTerm: true, keys: [] }, { context }));
    expect(outcome.warnings).toEqual([]);
  });
});

describe('reindex', () => {
  const many = 600;
  const aged = async (context: CallContext, count: number) => {
    await domain.seed(context, testPerson());
    await sql(
      `insert into member (organisation_id, id, given_name, family_name, email, unit)
       select '${context.organisationId}', gen_random_uuid(), 'Ann', 'Hall' || n, 'ann' || n || '@example.org', 'sales' from generate_series(2, ${count}) n`,
    );
    await sql(`delete from subject_identifier where organisation_id = '${context.organisationId}'`);
    await sql(`update index_state set version = 0 where organisation_id = '${context.organisationId}'`);
  };

  it('goes on where it has come to, whoever calls, and begins anew under other rules', async () => {
    const context = newContext();
    await aged(context, many);
    const first = await domain.reindex(context);
    expect(first).toMatchObject({ records: 250, changed: 250, done: false });
    expect((await indexAge(domain.engine.store)).remaining).toBe(many - 250);
    await sql(`update index_state set target = target - 1 where organisation_id = '${context.organisationId}'`);
    const replies = await reindexAll(context);
    expect(replies[0]).toMatchObject({ records: 250, changed: 0 });
    expect(replies.reduce((sum, { records }) => sum + records, 0)).toBe(many);
    expect(await disagreements(context)).toEqual([]);
  });

  it('says how many are left', async () => {
    const context = newContext();
    await aged(context, 300);
    expect(await reindex(domain.engine.store, { context, count: true })).toMatchObject({
      remaining: 300,
      records: 250,
    });
    await reindexAll(context);
  });

  it('leaves what another organisation has', async () => {
    const [context, other] = [newContext(), newContext()];
    await aged(context, 2);
    await aged(other, 2);
    await reindexAll(context);
    expect(await disagreements(context)).toEqual([]);
    expect(await disagreements(other)).toHaveLength(2);
    await reindexAll(other);
  });

  it('passes by what somebody is changing and comes back for it; what is written meanwhile keeps its new keys', async () => {
    const context = newContext();
    await aged(context, 20);
    const [member] = (await membersOf(context)).members;
    const release = Promise.withResolvers<void>();
    const changing = domain.engine.store.transaction(context, async (manager) => {
      const Member = domain.engine.store.model.recordTypes.find(({ type }) => type === 'member')!.entity;
      const record = await manager.findOneOrFail(Member, {
        where: { id: member!.id } as never,
        lock: { mode: 'pessimistic_write' },
      });
      await release.promise;
      await manager.save(Object.assign(record, { email: 'written@example.org' }));
    });
    await until('the record is held', async () => (await domain.reindex(context)).busy === true);
    expect((await domain.reindex(context)).records).toBe(0);
    release.resolve();
    await changing;
    await reindexAll(context);
    expect(await disagreements(context)).toEqual([]);
    expect(await found(context, 'EMAIL', 'written@example.org')).toEqual([member!.id]);
  });

  it('leaves no key of somebody who is erased or deleted meanwhile', async () => {
    const context = newContext();
    await aged(context, many);
    const { members } = await membersOf(context);
    const erased = members.slice(0, 100).map(({ id }) => id);
    const erase = (id: string) =>
      domain.done('erase', domain.task({ id: { type: 'externalContactId', id } }, { context }));
    const [replies] = await Promise.all([
      reindexAll(context),
      ...[0, 1, 2].map(async (from) => {
        for (let at = from; at < erased.length; at += 3) await erase(erased[at]!);
      }),
    ]);
    expect(replies.at(-1)!.done).toBe(true);
    expect(await sql(`select from subject_identifier where record_id = any('{${erased.join(',')}}')`)).toEqual([]);
    expect(await disagreements(context)).toEqual([]);
  });

  it('waits until an erasure has ended, so that no key outlives its record', async () => {
    const context = newContext();
    await aged(context, 2);
    const release = Promise.withResolvers<void>();
    const holds = Promise.withResolvers<void>();
    const order: string[] = [];
    const erasing = domain.engine.store.transaction(context, async (manager) => {
      await holdOffReindex(runWith(manager));
      holds.resolve();
      await release.promise;
      order.push('erased');
    });
    await holds.promise;
    const rekeying = domain.reindex(context).then(() => order.push('keyed'));
    await until(
      'it waits',
      async () => (await sql(`select from pg_locks where locktype = 'advisory' and not granted`)).length > 0,
    );
    release.resolve();
    await Promise.all([erasing, rekeying]);
    expect(order).toEqual(['erased', 'keyed']);
    await reindexAll(context);
  });

  it('finds what a process of an earlier version wrote behind it, and rows that point at nothing', async () => {
    const context = newContext();
    const { id } = await domain.seed(context, testPerson());
    await sql(
      `update subject_identifier set version = 0, key = key || ' former' where record_id = '${id}' and kind = 'EMAIL'`,
    );
    await sql(
      `insert into subject_identifier values ('${context.organisationId}', 'EMAIL', 'gone', 'member', gen_random_uuid(), 0)`,
    );
    expect((await indexAge(domain.engine.store)).remaining).toBe(0);
    await reindexAll(context);
    expect(await disagreements(context)).toEqual([]);
  });

  it('leaves what a process of a later version wrote', async () => {
    const context = newContext();
    const { id } = await domain.seed(context, testPerson());
    await sql(`update subject_identifier set version = 9, key = key || ' later' where record_id = '${id}'`);
    await sql(`update index_state set version = 0 where organisation_id = '${context.organisationId}'`);
    await reindexAll(context);
    expect(await disagreements(context)).toEqual([{ recordType: 'member', recordId: id }]);
  });
});

it('a store of an earlier version counts as older, organisation by organisation, also where no record has a key', async () => {
  const [keyed, bare] = [randomUUID(), randomUUID()];
  const old = await postgres.provision([
    class Former1700000000000 {
      name = 'Former1700000000000';
      async up(runner: { query(text: string): Promise<unknown> }) {
        await runner.query(`
          create table subject_identifier (organisation_id uuid, kind text, key text, record_type text, record_id uuid,
            primary key (organisation_id, kind, key, record_type, record_id));
          create table member (organisation_id uuid, id uuid, primary key (organisation_id, id));
          insert into subject_identifier values ('${keyed}', 'EMAIL', 'a', 'member', gen_random_uuid()), ('${keyed}', 'EMAIL', 'b', 'member', gen_random_uuid());
          insert into member values ('${bare}', gen_random_uuid()), ('${keyed}', gen_random_uuid());
          ${['subject_identifier', 'member']
            .map(
              (table) => `alter table ${table} enable row level security; alter table ${table} force row level security;
            create policy tenant on ${table} using (organisation_id = current_setting('lethe.organisation')::uuid);`,
            )
            .join('')}`);
      }
      async down() {}
    } as never,
    class Versions1700000000001 {
      name = 'Versions1700000000001';
      up = (runner: { query(text: string): Promise<unknown> }) =>
        runner.query(indexVersions(['member']) + indexVersions(['member']));
      async down() {}
    } as never,
  ]);
  const states = await postgres.query('select organisation_id, version from index_state', old.name);
  expect(new Set(states.map((state) => `${String(state['organisation_id'])} ${String(state['version'])}`))).toEqual(
    new Set([`${keyed} 0`, `${bare} 0`]),
  );
  expect(await postgres.query('select distinct version from subject_identifier', old.name)).toEqual([{ version: 0 }]);
  expect(
    await postgres.query(
      `select relname from pg_class where relname in ('member', 'subject_identifier', 'index_state') and not relforcerowsecurity`,
      old.name,
    ),
  ).toEqual([]);
});
