import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { CallContext, PosturePlace } from '@lethe/contracts';
import type { DomainModel } from '@lethe/domain-kit';
import type { DomainUnderTest } from '../domain-under-test.ts';
import { testPerson, type TestPerson } from '../test-person.ts';

/** A page looks at some thousand records. */
const MOST_PAGES = 50;

type Source = DomainModel['posture'][number];
type Text = Source['texts'][number];

/**
 * An e-mail address is put wherever a text stands that no operation touches. Each record is told with its id and place,
 * nobody else's is, and nothing of what stands there is quoted.
 */
export async function postures(domain: DomainUnderTest): Promise<void> {
  const context = { ...domain.context, organisationId: randomUUID() };
  const person = testPerson();
  await domain.seed(context, person);
  const clean = await pagesOf(domain, context);
  assert.deepEqual(emails(clean), [], 'an e-mail address is told where none is');

  const stranger = { ...domain.context, organisationId: randomUUID() };
  await domain.seed(stranger, testPerson());
  const planted: { place: string; ids: string[] }[] = [];
  for (const source of domain.engine.store.model.posture)
    for (const text of source.texts) {
      const ids = await plant(domain, source, text, { context, person });
      await plant(domain, source, text, { context: stranger, person });
      if (ids.length > 0) planted.push({ place: text.place, ids });
    }
  const before = await domain.dump();
  const places = await pagesOf(domain, context);
  for (const { place, ids } of planted)
    assert.deepEqual(idsWith(places, place), ids, `${place} is not told, or somebody else's is`);
  const told = JSON.stringify(places).toLowerCase();
  for (const value of [person.email, person.given, person.family])
    assert.ok(!told.includes(value.toLowerCase()), 'it quotes what stands there');
  assert.deepEqual(await domain.dump(), before, 'looking changed the store');
}

async function pagesOf(domain: DomainUnderTest, context: CallContext): Promise<PosturePlace[]> {
  const places: PosturePlace[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages === 0 || cursor !== undefined; pages += 1) {
    assert.ok(pages < MOST_PAGES, 'it does not end');
    const reply = await domain.posture(context, cursor);
    places.push(...reply.places);
    cursor = reply.next;
  }
  return places;
}

const emails = (places: PosturePlace[]) =>
  places.flatMap(({ place, records }) =>
    records.filter(({ code }) => code === 'email').map(({ id }) => ({ place, id })),
  );
const idsWith = (places: PosturePlace[], wanted: string): string[] =>
  emails(places)
    .filter(({ place }) => place === wanted)
    .map(({ id }) => id)
    .sort();

/** Into every row of the organisation; what nobody declared has a form that only the domain knows. */
async function plant(
  { postgres, database }: DomainUnderTest,
  { table, key, columns }: Source,
  { name, part }: Text,
  { context: { organisationId }, person }: { context: CallContext; person: TestPerson },
): Promise<string[]> {
  if (part === 'undeclared') return [];
  const { column } = columns.find((one) => one.name === name)!;
  const [type] = await postgres.query(
    `select data_type from information_schema.columns where table_name = '${unquoted(table)}' and column_name = '${unquoted(column)}'`,
    database,
  );
  const text = `'Ask ${person.given} ${person.family}, ${person.email}'`;
  // What reads a document goes on finding what it expects there.
  const json = `case jsonb_typeof(${column}) when 'array' then ${column} || to_jsonb(${text}::text)
    when 'string' then to_jsonb(${text}::text) else coalesce(${column}, '{}') || jsonb_build_object(${text}, '') end`;
  const rows = await postgres.query(
    `update ${table} set ${column} = ${String(type!['data_type']).startsWith('json') ? json : text}
      where organisation_id = '${organisationId}' returning ${key} as id`,
    database,
  );
  return rows.map(({ id }) => String(id)).sort();
}

const unquoted = (name: string): string => name.replaceAll('"', '');
