import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';

/** Paths and components of an app's routes, OpenAPI 3.1, made from the same zod schemas that validate. */
export function openApiOf(app: INestApplication, title: string) {
  const config = new DocumentBuilder().setTitle(title).setOpenAPIVersion('3.1.0').build();
  return SwaggerModule.createDocument(app, config, {
    standardSchemaConverter: (schema: unknown) => {
      const { $schema: _, $defs, ...rest } = z.toJSONSchema(schema as z.ZodType, { target: 'draft-2020-12', io: 'input' }) as Record<string, unknown>;
      return { schema: rest, components: $defs ?? {} };
    },
  } as never);
}
