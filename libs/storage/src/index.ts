export { StorageCorrupt, StorageError, StorageFull, StorageNotFound, StorageUnavailable } from './errors.ts';
export { newKey } from './key.ts';
export { location } from './location.ts';
export { openStorage } from './open-storage.ts';
export type { Storage, StorageConfig, Written } from './storage.ts';
export { storedBytes } from './stored-bytes.ts';
