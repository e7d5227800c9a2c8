import { LetheError } from '@lethe/contracts';
import { unstorableText } from '@lethe/platform';

/** Deeper bodies have no use here and would exhaust the stack of whoever walks them. */
const MAX_DEPTH = 32;

/**
 * The JSON of a body; strictly UTF-8, so that nothing is stored differently from what was sent.
 * @throws LetheError bad.request
 */
export function readJson(body: Buffer): unknown {
  const value = parse(body);
  assertShape(value);
  assertStorable(value, 'The body');
  return value;
}

/** Refuses NUL and half surrogate pairs: PostgreSQL could not give them back unchanged. */
export function assertStorable(value: unknown, where: string): void {
  const field = unstorableText(value)?.slice(0, 100);
  if (field === undefined) return;
  const details = [
    { errorCode: 'invalid.value', fieldName: field.isWellFormed() && !field.includes('\0') ? field : 'body' },
  ];
  throw new LetheError('bad.request', `${where} holds text with NUL or half a surrogate pair.`, { details });
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (cause) {
    throw new LetheError('bad.request', 'The body is not valid JSON in UTF-8.', { cause });
  }
}

/**
 * Libraries on the way of a value call methods of it, or copy it key by key, so that an object with a key of one of
 * these names loses it or makes them throw (tried: Nest's pipes, TypeORM's reading and saving of JSON columns). Better
 * refused than lost.
 */
const FORBIDDEN = new Set(Object.getOwnPropertyNames(Object.prototype));

interface Part {
  value: unknown;
  path: string;
}

function assertShape(root: unknown): void {
  let level: Part[] = [{ value: root, path: '' }];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw new LetheError('bad.request', `The body is nested deeper than ${MAX_DEPTH} levels.`);
    const objects = level.filter(
      (part): part is Part & { value: object } => typeof part.value === 'object' && part.value !== null,
    );
    const forbidden = objects.find(({ value }) => Object.keys(value).some((name) => FORBIDDEN.has(name)));
    if (forbidden !== undefined) throw forbiddenName(forbidden.path);
    level = objects.flatMap(({ value, path }) =>
      Object.entries(value).map(([name, inner]) => ({
        value: inner as unknown,
        path: path === '' ? name : `${path}.${name}`,
      })),
    );
  }
}

function forbiddenName(path: string): LetheError {
  const details = [
    {
      errorCode: 'invalid.property',
      fieldName: path.isWellFormed() && !path.includes('\0') && path !== '' ? path.slice(0, 100) : 'body',
    },
  ];
  return new LetheError(
    'bad.request',
    `The body holds a forbidden field name: none of ${[...FORBIDDEN].join(', ')} can be one.`,
    { details },
  );
}
