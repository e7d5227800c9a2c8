import { call, manifestOf, TestGateway } from '../../test/test-gateway.ts';

interface Document {
  openapi: string;
  paths: Record<string, Record<string, { responses: Record<string, unknown>; security?: unknown }>>;
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> };
}

let gateway: TestGateway;
let document: Document;
beforeAll(async () => {
  gateway = await TestGateway.start(
    {},
    {
      'gdpr.directory.manifest': () => manifestOf('directory', ['/api/v2/users', '/api/v2/gdpr/steal']),
      'api.directory.openapi': () => ({
        paths: {
          '/api/v2/users/{userId}': { get: { responses: { 206: { description: 'A part' } } } },
          '/api/v2/gdpr/subjects': { get: { stolen: true } },
          '/oauth/token': { post: {} },
        },
        components: { schemas: { User: { type: 'object' }, ErrorBody: { stolen: true } } },
      }),
    },
  );
  document = (await (await fetch(`${gateway.url}/openapi.json`)).json()) as Document;
});
afterAll(() => gateway?.stop());

it('is OpenAPI 3.1 and covers every route, with its errors', () => {
  expect(document.openapi).toBe('3.1.0');
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(operations.sort()).toEqual([
    'get /api/v2/downloads/{downloadId}',
    'get /api/v2/gdpr/inventory',
    'get /api/v2/gdpr/posture',
    'get /api/v2/gdpr/requests',
    'get /api/v2/gdpr/requests/{requestId}',
    'get /api/v2/gdpr/requests/{requestId}/tasks',
    'get /api/v2/gdpr/stalled',
    'get /api/v2/gdpr/subjects',
    'get /api/v2/users/{userId}',
    'post /api/v2/gdpr/requests',
    'post /api/v2/gdpr/requests/{requestId}/tasks/{taskId}/retry',
  ]);
  expect(Object.keys(document.paths['/api/v2/gdpr/requests']?.['post']?.responses ?? {})).toEqual(
    expect.arrayContaining(['200', '202', '400', '401', '403', '413', '415', '429', '503']),
  );
  expect(document.paths['/api/v2/gdpr/inventory']?.['get']?.responses['200']).toMatchObject({
    content: {
      'application/json': { schema: { $ref: '#/components/schemas/GDPRInventory' } },
      'text/csv': { schema: { type: 'string' } },
      'text/html': { schema: { type: 'string' } },
    },
  });
  expect(document.components.securitySchemes).toMatchObject({
    oauth2: { flows: { clientCredentials: { tokenUrl: `${gateway.url}/oauth/token` } } },
  });
});

it('says of every refusal what it looks like, and of a route that answers a part that it may not', () => {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/ErrorBody' } } };
  expect(document.paths['/api/v2/users/{userId}']?.['get']?.responses).toMatchObject({
    404: { content },
    416: { content },
  });
  expect(document.paths['/api/v2/gdpr/subjects']?.['get']?.responses).not.toHaveProperty('416');
});

it('has the schemas of the wire, and every reference leads somewhere', () => {
  const { schemas } = document.components;
  expect(Object.keys(schemas)).toEqual(expect.arrayContaining(['GDPRRequest', 'GDPRSubject', 'ErrorBody', 'User']));
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) =>
    String(match[1]).split('/'),
  );
  expect(references.length).toBeGreaterThan(20);
  for (const path of references)
    expect(
      path.reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], document),
    ).toBeDefined();
  expect(JSON.stringify(document)).not.toMatch(/\$defs|"nullable"|"stolen"/);
});

it('says in words what a request did not reach and what reaches it', () => {
  const { schemas } = document.components as { schemas: Record<string, { properties: Record<string, object> }> };
  for (const [schema, fields] of Object.entries({
    GDPRTask: ['ambiguous', 'leftBehind', 'retained'],
    GDPRTaskEntityListing: ['rounds', 'reasons'],
    GDPRAmbiguousRecord: ['advice', 'requests'],
    GDPRLeftBehind: ['advice', 'requests'],
    GDPRRetainedRecords: ['advice', 'requests'],
  }))
    for (const field of fields)
      expect([schema, field, schemas[schema]!.properties[field]]).toEqual([
        schema,
        field,
        expect.objectContaining({ description: expect.any(String) as string }),
      ]);
});

it('describes the query and the body from the schemas that check them', () => {
  expect(document.paths['/api/v2/gdpr/subjects']?.['get']).toMatchObject({
    parameters: expect.arrayContaining([expect.objectContaining({ name: 'searchType', in: 'query', required: true })]),
  });
  expect(document.paths['/api/v2/gdpr/requests']?.['post']).toMatchObject({
    parameters: [
      expect.objectContaining({ name: 'deleteConfirmed', schema: expect.objectContaining({ type: 'boolean' }) }),
    ],
    requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/GDPRRequestInput' } } } },
  });
});

it('is readable at /docs without another host', async () => {
  const page = await fetch(`${gateway.url}/docs`);
  const html = await page.text();
  expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
  expect(html).not.toMatch(/(?:src|href)="https?:/);
  const sources = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(
    (match) => new URL(String(match[1]), `${gateway.url}/docs`).href,
  );
  for (const source of sources) expect([source, (await fetch(source)).status]).toEqual([source, 200]);
});

it("leaves a claim on the gateway's own paths to the gateway", async () => {
  expect((await call(`${gateway.url}/api/v2/gdpr/steal`, await gateway.login())).status).toBe(404);
});
