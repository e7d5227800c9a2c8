import type { z } from 'zod';

/** A mistake of the operator, told in one sentence. */
export class AdminError extends Error {
  override readonly name = 'AdminError';
}

/** @throws AdminError that names the first field that is wrong. */
export function checked<T extends z.ZodType>(schema: T, input: z.input<T>): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AdminError(
    `The value of ${issue?.path.join('.') || 'the argument'} is not acceptable: ${issue?.message ?? 'it is invalid'}.`,
  );
}
