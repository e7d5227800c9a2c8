/**
 * A failure of the whole import that the person at the terminal can do something about: the message is the whole
 * sentence.
 */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}
