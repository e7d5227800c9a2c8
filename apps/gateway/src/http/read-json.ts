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
  const problem = shapeProblem(value);
  if (problem !== undefined) throw new LetheError('bad.request', problem);
  assertStorable(value, 'The body');
  return value;
}

/** Refuses NUL and half surrogate pairs: PostgreSQL could not give them back unchanged. */
export function assertStorable(value: unknown, where: string): void {
  const field = unstorableText(value)?.slice(0, 100);
  if (field === undefined) return;
  const details = [{ errorCode: 'invalid.value', fieldName: field.isWellFormed() && !field.includes('\0') ? field : 'body' }];
  throw new LetheError('bad.request', `${where} holds text with NUL or half a surrogate pair.`, { details });
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (cause) {
    throw new LetheError('bad.request', 'The body is not valid JSON in UTF-8.', { cause });
  }
}

function shapeProblem(root: unknown): string | undefined {
  let level = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return `The body is nested deeper than ${MAX_DEPTH} levels.`;
    const objects = level.filter((value) => typeof value === 'object' && value !== null);
    if (objects.some((value) => Object.hasOwn(value, '__proto__'))) return 'The body holds a forbidden field name.';
    level = objects.flatMap((value) => Object.values(value) as unknown[]);
  }
  return undefined;
}
