/**
 * Writes and reads a large object in a process of its own: `node --expose-gc --conditions=@lethe/source
 * measure-memory.ts '<StorageConfig as JSON>' <MiB>`. Prints JSON: whether the bytes came back, and by how many MiB the resident memory
 * grew above that of a process that has done so with one MiB.
 */
import { createHash, randomBytes } from 'node:crypto';
import { newKey, openStorage, type StorageConfig } from '../src/index.ts';

const [config = '', mebibytes = ''] = process.argv.slice(2);
const storage = openStorage(JSON.parse(config) as StorageConfig);
const block = randomBytes(1024 * 1024);
const key = newKey();

// Not `resourceUsage().maxRSS`: Linux counts what the process was forked from.
let peak = 0;
const look = () => (peak = Math.max(peak, process.memoryUsage.rss()));

async function* blocks(count: number): AsyncGenerator<Buffer> {
  for (let i = 0; i < count; i += 1) {
    // What is needed and not what a busy machine has not yet collected.
    if (i % 16 === 0) globalThis.gc?.();
    look();
    yield block;
  }
}

async function roundTrip(count: number): Promise<boolean> {
  const written = await storage.write('memory/object', key, blocks(count));
  const hash = createHash('sha256');
  for await (const piece of await storage.read('memory/object', key)) {
    look();
    hash.update(piece as Buffer);
  }
  return hash.digest('hex') === written.sha256 && written.bytes === count * block.length;
}

await roundTrip(1);
const before = process.memoryUsage.rss();
const same = await roundTrip(Number(mebibytes));
const grown = Math.round((peak - before) / 1024 / 1024);
await storage.deletePrefix('memory');
console.log(JSON.stringify({ same, grown }));
