/**
 * A failure that the person at the terminal can do something about: the message is the whole sentence, no stack is
 * shown.
 */
export class StackError extends Error {
  override readonly name = 'StackError';
}

const NO_SPACE = /ENOSPC|EDQUOT|no space left on device|disk quota exceeded/i;
const NO_ACCESS = /EACCES|EPERM|EROFS|permission denied|read-only file system/i;

/** The sentence for a failed write or a failed program, recognised by its error code or by what it printed. */
export function explain(error: unknown, home: string): StackError {
  if (error instanceof StackError) return error;
  const {
    code = '',
    message = String(error),
    cause,
  } = (error ?? {}) as { code?: string; message?: string; cause?: unknown };
  const text = `${code} ${message} ${String(cause ?? '')}`;
  if (NO_SPACE.test(text))
    return new StackError(`The disk that holds ${home} is full: free some space, then start again.`, { cause: error });
  if (NO_ACCESS.test(text)) {
    return new StackError(
      `${home} can not be written (${message}): start as the user who owns it, or choose another folder with LETHE_HOME=<folder>.`,
      { cause: error },
    );
  }
  return new StackError(`Lethe did not start: ${message}`, { cause: error });
}
