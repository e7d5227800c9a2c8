import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ErrorBody } from '@lethe/contracts';
import { z } from 'zod';

/** Statuses with which every operation may refuse (api-contract section 2.2). */
const REFUSALS: Record<string, string> = {
  400: 'The request is not acceptable',
  401: 'No token, or one that is not valid',
  403: 'A permission is missing',
  404: 'There is no such resource',
  413: 'The body is larger than 256 KiB',
  415: 'The body is not JSON',
  429: 'Too many calls: wait as long as Retry-After says',
  500: 'An unexpected error',
  503: 'Something that is needed is away: try again after Retry-After',
};
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Made from the schemas that check the input, so the two cannot disagree. */
export function ownDocument(app: INestApplication, publicUrl: string): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Lethe')
    .setDescription("Finds, exports, corrects and erases one person's data across every service that holds some.")
    .setVersion('1')
    .addServer(publicUrl)
    .addOAuth2({ type: 'oauth2', flows: { clientCredentials: { tokenUrl: `${publicUrl}/oauth/token`, scopes: {} } } }, 'oauth2')
    .addSecurityRequirements('oauth2')
    .build();
  const document = SwaggerModule.createDocument(app, config, { standardSchemaConverter: (schema) => jsonSchema(schema as z.ZodType) });
  document.components = { ...document.components, schemas: { ...document.components?.schemas, ...errorSchemas() } };
  for (const path of Object.values(document.paths)) for (const method of METHODS) addRefusals(path[method]);
  return document;
}

/** The library would ask zod for OpenAPI 3.0, whatever version is set; it turns references to `$defs` into `components`. */
function jsonSchema(schema: z.ZodType): { schema: Record<string, unknown>; components: Record<string, Record<string, unknown>> } {
  const { $schema: _, $defs = {}, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' }) as Record<string, unknown>;
  return { schema: rest, components: $defs as Record<string, Record<string, unknown>> };
}

/** No route has ErrorBody as its schema, so its references are turned here. */
function errorSchemas(): NonNullable<OpenAPIObject['components']>['schemas'] {
  return JSON.parse(JSON.stringify(jsonSchema(ErrorBody).components).replaceAll('#/$defs/', '#/components/schemas/')) as never;
}

function addRefusals(operation: OpenAPIObject['paths'][string]['get']): void {
  if (operation === undefined) return;
  for (const [status, description] of Object.entries(REFUSALS)) {
    operation.responses[status] ??= { description, content: { 'application/json': { schema: { $ref: '#/components/schemas/ErrorBody' } } } };
  }
}
