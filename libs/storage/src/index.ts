export {
  StorageCorrupt,
  StorageError,
  StorageFull,
  StorageInvalid,
  StorageNotFound,
  StorageUnavailable,
  type StorageErrorCode,
} from './errors.ts';
export { newKey } from './key.ts';
export { location } from './location.ts';
export { openStorage } from './open-storage.ts';
export type { Range } from './range.ts';
export type { Source } from './seal.ts';
export type { Storage, StorageConfig, Written } from './storage.ts';
export { storedBytes, type StoredBytes } from './stored-bytes.ts';
