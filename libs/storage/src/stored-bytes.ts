import type { Readable } from 'node:stream';
import { FileDriver } from './drivers/file.ts';
import { S3Driver } from './drivers/s3.ts';
import { storageError } from './errors.ts';
import type { StorageConfig } from './storage.ts';

export interface StoredBytes {
  name: string;
  read(): Promise<Readable>;
}

/**
 * Everything in the store as it lies there: encrypted if it was written here, whatever it is called. For who looks for
 * what should not be there.
 */
export async function* storedBytes(config: StorageConfig): AsyncGenerator<StoredBytes> {
  const driver = config.kind === 'fs' ? new FileDriver(config.path) : new S3Driver(config);
  try {
    for await (const name of driver.list('')) yield { name, read: async () => bytesOf(driver, name) };
  } catch (error) {
    throw storageError(error);
  }
}

async function bytesOf(driver: FileDriver | S3Driver, name: string): Promise<Readable> {
  const object = await driver.open(name, 1);
  return object.read(0, Math.max(0, object.size - 1));
}
