/**
 * Uploads a large file and reads it back, as a client in a process of its own: `node transfer.ts <URL> <bearer token>
 * <MiB>`. Prints JSON: the statuses, and whether the bytes came back.
 */
import { createHash, randomBytes, type Hash } from 'node:crypto';

const [url = '', token = '', mebibytes = ''] = process.argv.slice(2);
const block = randomBytes(1024 * 1024);
const headers = { authorization: `Bearer ${token}` };

async function* blocks(count: number, hash: Hash): AsyncGenerator<Buffer> {
  for (let i = 0; i < count; i += 1) {
    hash.update(block);
    yield block;
  }
}

const [sent, received] = [createHash('sha256'), createHash('sha256')];
const put = await fetch(url, {
  method: 'PUT',
  headers,
  body: blocks(Number(mebibytes), sent),
  duplex: 'half',
} as unknown as RequestInit);
const get = await fetch(url, { headers });
for await (const piece of get.body ?? []) received.update(piece);
console.log(
  JSON.stringify({ statuses: [put.status, get.status], same: sent.digest('hex') === received.digest('hex') }),
);
