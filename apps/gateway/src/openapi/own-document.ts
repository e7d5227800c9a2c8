import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject } from '@nestjs/swagger';
import { ErrorBody } from '@lethe/contracts';
import { jsonSchema, openApiDocument } from '@lethe/platform';

/** Statuses with which every operation may refuse (docs/wire-contract.md, "Errors"). */
const REFUSALS: Record<string, string> = {
  400: 'The request is not acceptable',
  401: 'No token, or one that is not valid',
  403: 'A permission is missing',
  404: 'There is no such resource',
  408: 'The call did not arrive in time',
  409: 'The resource is in another state',
  413: 'The body is larger than 256 KiB',
  415: 'The body is not JSON',
  429: 'Too many calls: wait as long as Retry-After says',
  500: 'An unexpected error',
  503: 'Something that is needed is away: try again after Retry-After',
};
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The gateway's own routes, with the refusals that every one of them may answer. */
export function ownDocument(app: INestApplication, publicUrl: string): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Lethe')
    .setDescription("Finds, exports, corrects and erases one person's data across every service that holds some.")
    .setVersion('1')
    .addServer(publicUrl)
    .addOAuth2(
      { type: 'oauth2', flows: { clientCredentials: { tokenUrl: `${publicUrl}/oauth/token`, scopes: {} } } },
      'oauth2',
    )
    .addSecurityRequirements('oauth2')
    .build();
  const document = openApiDocument(app, config);
  document.components = { ...document.components, schemas: { ...document.components?.schemas, ...errorSchemas() } };
  describeTexts(document.paths);
  addRefusals(document.paths);
  return document;
}

/** An answer that is JSON or a text has one schema for all that the library is told. */
function describeTexts(paths: OpenAPIObject['paths']): void {
  for (const { responses } of Object.values(paths).flatMap((path) => METHODS.flatMap((method) => path[method] ?? [])))
    for (const response of Object.values(responses))
      for (const [type, content] of Object.entries((response as { content?: Record<string, object> }).content ?? {}))
        if (type.startsWith('text/')) Object.assign(content, { schema: { type: 'string' } });
}

/** No route has ErrorBody as its schema, so its references are turned here. */
function errorSchemas(): NonNullable<OpenAPIObject['components']>['schemas'] {
  return JSON.parse(
    JSON.stringify(jsonSchema(ErrorBody).components).replaceAll('#/$defs/', '#/components/schemas/'),
  ) as never;
}

/** What every operation may be refused with, whoever answers it. */
export function addRefusals(paths: OpenAPIObject['paths']): void {
  for (const { responses } of Object.values(paths).flatMap((path) => METHODS.flatMap((method) => path[method] ?? []))) {
    const refusals =
      responses['206'] === undefined ? REFUSALS : { ...REFUSALS, 416: 'Range asks for nothing of the file' };
    for (const [status, description] of Object.entries(refusals)) {
      responses[status] ??= {
        description,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/ErrorBody' } } },
      };
    }
  }
}
