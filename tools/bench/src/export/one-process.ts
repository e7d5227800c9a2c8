// What an export is at least: decrypt, hash, zip (stored) and encrypt the same bytes, in one process without a service
// around it. node one-process.js FOLDER KEY LOCATION... prints { seconds, peak } as JSON
import { createHash } from 'node:crypto';
import { PassThrough, pipeline } from 'node:stream';
import { newKey, openStorage } from '@lethe/storage';
import yazl from 'yazl';
import { peakOf } from '../peak-memory.ts';

const [path = '', base64 = '', ...locations] = process.argv.slice(2);
const storage = openStorage({ kind: 'fs', path });
const key = Buffer.from(base64, 'base64');
const began = performance.now();

const zip = new yazl.ZipFile();
for (const location of locations) {
  const source = await storage.read(location, key);
  const hash = createHash('sha256');
  const hashed = new PassThrough({
    transform: (chunk: Buffer, _, done) => done(null, hash.update(chunk) && chunk),
    flush: (done) => done(null, hash.digest() && undefined),
  });
  zip.addReadStream(
    pipeline(source, hashed, () => undefined),
    location,
    { compress: false },
  );
}
zip.end();
await storage.write('out.zip', newKey(), zip.outputStream);
console.log(JSON.stringify({ seconds: (performance.now() - began) / 1_000, peak: peakOf(process.pid) }));
