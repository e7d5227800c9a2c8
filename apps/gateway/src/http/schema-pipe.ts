import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { LetheError, notFound } from '@lethe/contracts';
import { invalid } from '@lethe/platform';
import type { z } from 'zod';

/**
 * Checks an argument against the zod schema in its decorator. What is wrong in a path does not exist (404); in a query
 * it is `invalid.query.param.value`, or `bad.request` when it is missing; in a body see `invalid`.
 */
@Injectable()
export class SchemaPipe implements PipeTransform {
  transform(value: unknown, { schema, type, data }: ArgumentMetadata & { schema?: unknown }): unknown {
    if (schema === undefined) return value;
    const parsed = (schema as z.ZodType).safeParse(value);
    if (parsed.success) return parsed.data;
    if (type === 'param') throw notFound(data === undefined ? 'resource' : data.replace(/Id$/, ''));
    if (type === 'query') throw invalidQuery(value, parsed.error);
    throw isObject(value) ? invalid(parsed.error) : new LetheError('bad.request', 'The body must be one JSON object.');
  }
}

function invalidQuery(query: unknown, error: z.ZodError): LetheError {
  const isMissing = error.issues.some(({ path }) => !Object.hasOwn(query as object, String(path[0])));
  if (!isMissing) return invalid(error, 'invalid.query.param.value');
  const { message, options } = invalid(error, 'invalid.query.param.value');
  return new LetheError('bad.request', message, options);
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
