import type { INestApplication } from '@nestjs/common';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';

/**
 * OpenAPI 3.1 document of an app's routes, made from the zod schemas that check the input, so the two cannot disagree.
 */
export function openApiDocument(app: INestApplication, config: Omit<OpenAPIObject, 'paths'>): OpenAPIObject {
  return SwaggerModule.createDocument(app, config, {
    standardSchemaConverter: (schema) => jsonSchema(schema as z.ZodType),
  });
}

/**
 * The library would ask zod for OpenAPI 3.0, whatever version is set; it turns references to `$defs` into `components`.
 */
export function jsonSchema(schema: z.ZodType): {
  schema: Record<string, unknown>;
  components: Record<string, Record<string, unknown>>;
} {
  const {
    $schema: _,
    $defs = {},
    ...rest
  } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' }) as Record<string, unknown>;
  return { schema: rest, components: $defs as Record<string, Record<string, unknown>> };
}
