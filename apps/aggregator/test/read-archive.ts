import { buffer } from 'node:stream/consumers';
import { fromBuffer, type ZipFile } from 'yauzl';
import type { Harness } from './harness.ts';

/** The files of an archive, in their order. */
export async function readArchive(harness: Harness, downloadId: string): Promise<Map<string, Buffer>> {
  const { location, key, bytes } = await harness.download(downloadId);
  const zip = await buffer(await harness.storage.read(location, Buffer.from(key, 'base64')));
  expect(zip.length).toBe(bytes);
  return unzip(zip);
}

async function unzip(zip: Buffer): Promise<Map<string, Buffer>> {
  const file = await new Promise<ZipFile>((resolve, reject) =>
    fromBuffer(zip, { lazyEntries: true }, (error, opened) => (error ? reject(error) : resolve(opened))),
  );
  const files = new Map<string, Buffer>();
  for await (const entry of file.eachEntry())
    files.set(entry.fileName, await buffer(await file.openReadStreamPromise(entry)));
  return files;
}
