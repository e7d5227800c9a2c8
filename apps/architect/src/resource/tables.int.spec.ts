import { randomUUID } from 'node:crypto';
import type { Principal } from '@lethe/contracts';
import { RunningDomain } from '@lethe/testing';
import { architectFixture } from '../../test/fixture.ts';

const TABLES = '/api/v2/flows/datatables';
const PROPERTIES = {
  key: { type: 'string' },
  level: { type: 'integer' },
  active: { type: 'boolean' },
  mail: { type: 'string' },
};

let domain: RunningDomain;
let caller: Principal;
beforeAll(async () => (domain = await RunningDomain.start(architectFixture)), 60_000);
afterAll(() => domain?.stop());
beforeEach(() => (caller = domain.caller()));

const create = (schema: object) =>
  domain.call(caller, 'POST', TABLES, { name: 'VIP', schema: { type: 'object', ...schema } });
const table = async () =>
  `${TABLES}/${(await create({ properties: PROPERTIES, 'x-personal': [{ column: 'mail', kind: 'EMAIL' }] })).body.id}/rows`;

describe('data tables', () => {
  it.each([
    [
      'a column that the schema does not have',
      { properties: PROPERTIES, 'x-personal': [{ column: 'nowhere', kind: 'EMAIL' }] },
      'Name one of properties',
    ],
    [
      'a number that should identify',
      { properties: PROPERTIES, 'x-personal': [{ column: 'level', kind: 'PHONE' }] },
      'is of type string',
    ],
    [
      'a part of an address of a name',
      { properties: PROPERTIES, 'x-personal': [{ column: 'mail', kind: 'NAME', part: 'city' }] },
      'given, middle, family, whole',
    ],
    ['no key', { properties: { mail: { type: 'string' } } }, 'names the row'],
    [
      '501 columns',
      {
        properties: {
          key: { type: 'string' },
          ...Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`c${n}`, { type: 'string' }])),
        },
      },
      'at most 500',
    ],
    ['no properties', {}, ''],
  ])('with %s are refused', async (_, schema, message) => {
    const { status, body } = await create(schema);
    expect([status, body.code]).toEqual([400, 'bad.request']);
    expect(JSON.stringify(body)).toContain(message);
    expect((await domain.ok(caller, 'GET', TABLES)).total).toBe(0);
  });

  it('with an unknown kind are refused', async () => {
    const { status, body } = await create({ properties: PROPERTIES, 'x-personal': [{ column: 'mail', kind: 'SHOE' }] });
    expect([status, body.code, body.details]).toMatchObject([
      400,
      'invalid.value',
      [{ fieldName: 'schema.x-personal.0.kind' }],
    ]);
  });

  it('show what is personal, with name and description', async () => {
    const { body } = await create({ properties: PROPERTIES, 'x-personal': [{ column: 'mail', kind: 'NAME' }] });
    expect(body).toMatchObject({
      name: 'VIP',
      schema: { properties: PROPERTIES, 'x-personal': [{ column: 'mail', kind: 'NAME', part: 'whole' }] },
      selfUri: `${TABLES}/${body.id}`,
    });
    expect(await domain.ok(caller, 'GET', `${TABLES}/${body.id}`)).toEqual(body);
    expect(await domain.refusal(domain.caller(), 'GET', `${TABLES}/${body.id}`)).toEqual([404, 'not.found']);
  });
});

describe('rows', () => {
  it.each([
    ['no key', { mail: 'a@b.example' }, 'key'],
    ['an empty key', { key: '' }, 'key'],
    ['a key of 257 characters', { key: 'k'.repeat(257) }, 'key'],
    ['an unknown column', { key: 'k', 'marie@home.example': '' }, 'row'],
    ['a column that every object has', { key: 'k', toString: 'x' }, 'row'],
    ['501 columns', { key: 'k', ...Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`c${n}`, ''])) }, 'row'],
    ['a text for a number', { key: 'k', level: '1' }, 'level'],
    ['a fraction for an integer', { key: 'k', level: 1.5 }, 'level'],
  ])('with %s are refused, without a word of what was sent', async (_, row, fieldName) => {
    const rows = await table();
    const { status, body } = await domain.call(caller, 'POST', rows, row);
    expect([status, body.code, body.details]).toEqual([
      400,
      'bad.request',
      [{ errorCode: 'invalid.value', fieldName }],
    ]);
    expect(JSON.stringify(body)).not.toContain('marie');
    expect((await domain.ok(caller, 'GET', rows)).total).toBe(0);
  });

  it('have one key each, which never changes', async () => {
    const rows = await table();
    await domain.ok(caller, 'POST', rows, { key: 'a/b c', level: 1, active: true });
    expect(await domain.ok(caller, 'POST', rows, { active: true, level: 1, key: 'a/b c' })).toEqual({
      key: 'a/b c',
      level: 1,
      active: true,
    });
    expect(await domain.refusal(caller, 'POST', rows, { key: 'a/b c' })).toEqual([409, 'request.conflict']);
    const path = `${rows}/${encodeURIComponent('a/b c')}`;
    expect(await domain.refusal(caller, 'PUT', path, { key: 'other' })).toEqual([400, 'bad.request']);
    expect(await domain.ok(caller, 'PUT', path, { level: 2 })).toEqual({ key: 'a/b c', level: 2 });
    expect([await domain.ok(caller, 'GET', path), await domain.ok(caller, 'GET', `${path}?showbrief=false`)]).toEqual([
      { key: 'a/b c' },
      { key: 'a/b c', level: 2 },
    ]);
    expect((await domain.call(caller, 'DELETE', path)).status).toBe(204);
    expect(await domain.refusal(caller, 'GET', path)).toEqual([404, 'not.found']);
    expect(await domain.refusal(caller, 'POST', `${TABLES}/${randomUUID()}/rows`, { key: 'k' })).toEqual([
      404,
      'not.found',
    ]);
  });

  it('are one when the same key is added twice at once', async () => {
    const rows = await table();
    const replies = await Promise.all(Array.from({ length: 4 }, () => domain.call(caller, 'POST', rows, { key: 'k' })));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await domain.ok(caller, 'GET', rows)).total).toBe(1);
    const others = await Promise.all(
      [1, 2, 3].map((level) => domain.call(caller, 'POST', rows, { key: 'other', level })),
    );
    expect(others.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('need a permission', async () => {
    const rows = await table();
    caller.permissions = ['architect:datatable:*'];
    expect(await domain.refusal(caller, 'GET', rows)).toEqual([403, 'missing.any.permissions']);
  });
});
