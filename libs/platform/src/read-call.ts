import { LetheError } from '@lethe/contracts';
import type { z } from 'zod';
import { unstorableText } from './unstorable-text.ts';

/**
 * A message as its contract has it. The gateway has looked at what callers sent, but not every message need come from a
 * gateway in good order.
 * @throws ZodError; LetheError bad.request for text that no database can hold and for depths that would exhaust the
 *   stack of whoever walks them
 */
export function readCall<T extends z.ZodType>(contract: T, payload: unknown): z.output<T> {
  const call = contract.parse(payload);
  const fieldName = unstorableIn(call);
  if (fieldName === undefined) return call;
  throw new LetheError('bad.request', 'The message holds text with NUL or half a surrogate pair.', {
    details: [{ errorCode: 'invalid.value', fieldName: fieldName.slice(0, 100) }],
  });
}

function unstorableIn(call: unknown): string | undefined {
  try {
    return unstorableText(call);
  } catch (cause) {
    throw new LetheError('bad.request', 'The message is nested too deeply.', { cause });
  }
}
