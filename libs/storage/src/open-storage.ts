import { FileDriver } from './drivers/file.ts';
import { S3Driver } from './drivers/s3.ts';
import { EncryptedStorage } from './encrypted-storage.ts';
import type { Storage, StorageConfig } from './storage.ts';

/**
 * Opens a store. Nothing is touched before the first call, so a store that is away shows there as StorageUnavailable.
 */
export function openStorage(config: StorageConfig): Storage {
  return new EncryptedStorage(config.kind === 'fs' ? new FileDriver(config.path) : new S3Driver(config));
}
