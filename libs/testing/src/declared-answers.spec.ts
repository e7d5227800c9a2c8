import { DeclaredAnswers } from './declared-answers.ts';

const answer = (schema: Record<string, unknown>) => ({
  responses: { 200: { content: { 'application/json': { schema } } } },
});
const DOCUMENT = {
  paths: {
    '/things/{thingId}': { get: answer({ $ref: '#/components/schemas/Thing' }), delete: { responses: { 204: {} } } },
    '/things/newest': { get: answer({ type: 'array', items: { $ref: '#/components/schemas/Thing' } }) },
  },
  components: {
    schemas: {
      Thing: { type: 'object', properties: { date: { type: 'string', format: 'date-time' } }, required: ['date'] },
    },
  },
};
const THING = { date: '2026-01-02T03:04:05.678Z', more: 1 };

it('is not told of by a schema that refers to nothing, called or not', () => {
  const paths = { '/things': { get: answer({ $ref: '#/components/schemas/Nothing' }) } };
  expect(() => new DeclaredAnswers({ ...DOCUMENT, paths })).toThrow(/can't resolve reference/);
});

describe('an answer', () => {
  const answers = new DeclaredAnswers(DOCUMENT);
  const check = (method: 'GET' | 'DELETE' | 'POST', url: string, status: number, body?: unknown) => () =>
    answers.check({ method, url }, { status, body });

  it('passes when the document allows it, and when it is a refusal', () => {
    check('GET', '/things/1?x=/', 200, THING)();
    check('GET', '/things/newest', 200, [THING])();
    check('DELETE', '/things/1', 204)();
    check('GET', '/things/1', 404, { code: 'not.found' })();
    check('GET', '/elsewhere', 404)();
  });

  it.each([
    ['a body without what is required', 'GET', '/things/1', 200, {}],
    ['a body with another type in it', 'GET', '/things/1', 200, { date: 7 }],
    ['a text in another format', 'GET', '/things/1', 200, { date: 'yesterday' }],
    ['no body', 'GET', '/things/1', 200, undefined],
    ['the body of another path', 'GET', '/things/newest', 200, THING],
    ['an undeclared status', 'GET', '/things/1', 201, THING],
    ['an undeclared method', 'POST', '/things/1', 200, THING],
    ['an undeclared path', 'GET', '/things/1/parts', 200, THING],
  ] as const)('fails with %s', (_, method, url, status, body) => {
    expect(check(method, url, status, body)).toThrow(
      /which the OpenAPI document does not declare|that the OpenAPI document does not allow/,
    );
  });
});
