/** What the caller can put right; its message is for them and quotes no term. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
