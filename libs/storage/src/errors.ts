/**
 * What went wrong, for callers that switch: `unavailable` may be tried again, `full` needs an operator, `invalid` is
 * the caller's mistake.
 */
export type StorageErrorCode = 'not.found' | 'corrupt' | 'unavailable' | 'full' | 'invalid';

/**
 * Every error of this library. Messages name locations (made of ids) and machine codes, never content, keys or text
 * from outside.
 */
export class StorageError extends Error {
  override readonly name: string = 'StorageError';
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** There is no object at this location. */
export class StorageNotFound extends StorageError {
  override readonly name = 'StorageNotFound';

  constructor(location: string, cause?: unknown) {
    super('not.found', `There is no object at ${location}.`, cause);
  }
}

/**
 * The object is not what was written here with this key: changed, cut, extended, moved from elsewhere, or the key is
 * another.
 */
export class StorageCorrupt extends StorageError {
  override readonly name = 'StorageCorrupt';

  constructor(location: string) {
    super('corrupt', `The object at ${location} is damaged, or the key is not its key.`);
  }
}

/** The store does not answer, refuses, or failed midway. */
export class StorageUnavailable extends StorageError {
  override readonly name = 'StorageUnavailable';

  constructor(reason: string, cause?: unknown) {
    super('unavailable', `The storage is unavailable (${reason}).`, cause);
  }
}

/** The store has no room left, or its limit is reached. */
export class StorageFull extends StorageError {
  override readonly name = 'StorageFull';

  constructor(reason: string, cause?: unknown) {
    super('full', `The storage is full (${reason}): free space or raise the limit, then try again.`, cause);
  }
}

/** A location, key, range or piece of a source that this library does not accept. */
export class StorageInvalid extends StorageError {
  override readonly name = 'StorageInvalid';

  constructor(message: string) {
    super('invalid', message);
  }
}

/** "No room" as file systems (errno), AWS, MinIO and Ceph name it. */
const FULL = new Set([
  'ENOSPC',
  'EDQUOT',
  'EFBIG',
  'QuotaExceeded',
  'EntityTooLarge',
  'XMinioStorageFull',
  'XMinioAdminBucketQuotaExceeded',
  'InsufficientStorage',
]);

/**
 * Makes a driver's raw error one of ours. Its errno or S3 code is kept in the message, its own message only as `cause`:
 * it may hold anything.
 */
export function storageError(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  const reason = String(code ?? name ?? 'unknown');
  return FULL.has(reason) ? new StorageFull(reason, error) : new StorageUnavailable(reason, error);
}
