import { randomBytes } from 'node:crypto';
import { CreateBucketCommand, DeleteBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { S3Driver } from './drivers/s3.ts';
import { EncryptedStorage } from './encrypted-storage.ts';
import { newKey, openStorage, StorageUnavailable } from './index.ts';
import { failing, fresh, once, type Harness } from '../test/harness.ts';
import { measureMemory } from '../test/memory.ts';
import { startS3Server, type S3Server } from '@lethe/testing';
import { storageContract } from '../test/storage-contract.ts';

let server: S3Server;
let harness: Harness;

beforeAll(async () => {
  server = await startS3Server();
  const driver = new S3Driver(server.config);
  harness = { config: server.config, driver, storage: new EncryptedStorage(driver) };
});

afterAll(() => server.stop());

storageContract('S3', () => harness);

describe('S3', () => {
  const key = newKey();

  it('aborts the upload of a source that fails', async () => {
    const { config } = server;
    const client = new S3Client({
      ...config,
      forcePathStyle: true,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    await client.send(new CreateBucketCommand({ Bucket: 'aborted' }));
    const storage = openStorage({ ...config, bucket: 'aborted' });
    const pieces = Array.from({ length: 30 }, () => randomBytes(1024 * 1024));
    await expect(storage.write('a', key, failing(new Error('source'), ...pieces))).rejects.toThrow('source');
    // The server refuses to delete a bucket that has an upload in progress.
    await client.send(new DeleteBucketCommand({ Bucket: 'aborted' }));
    client.destroy();
  });

  it('says that the store is unavailable when the bucket is missing or nobody listens', async () => {
    const missing = openStorage({ ...server.config, bucket: 'missing' });
    await expect(missing.write('a', key, once('x'))).rejects.toThrow(StorageUnavailable);
    await expect(missing.read('a', key)).rejects.toThrow(StorageUnavailable);
    const away = openStorage({ ...server.config, endpoint: 'http://127.0.0.1:1' });
    await expect(away.write('a', key, once('x'))).rejects.toThrow(StorageUnavailable);
    await expect(away.read('a', key)).rejects.toThrow(StorageUnavailable);
    await expect(away.exists('a')).rejects.toThrow(StorageUnavailable);
  });

  it('never reads on in a version that was replaced', async () => {
    const { storage, driver } = harness;
    const at = fresh();
    await storage.write(at, key, once('former'));
    const object = await driver.open(at, 36);
    await storage.write(at, key, once('newer!'));
    await expect(object.read(36, object.size - 1)).rejects.toMatchObject({ name: 'PreconditionFailed' });
  });

  it('needs little memory for 256 MiB', async () => {
    const { same, grown } = await measureMemory(server.config, 256);
    expect(same).toBe(true);
    expect(grown).toBeLessThan(150);
  }, 120_000);
});
