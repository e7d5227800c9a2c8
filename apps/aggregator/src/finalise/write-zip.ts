import { Readable } from 'node:stream';
import yazl from 'yazl';
import type { Entry } from './entries.ts';

/** A ZIP as a stream; each entry is opened when its turn comes. The stream fails with the first entry that fails. */
export function zipStream(entries: readonly Entry[], mtime: Date): Readable {
  const zip = new yazl.ZipFile();
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  for (const { name, compress, open } of entries) {
    zip.addReadStreamLazy(name, { mtime, compress }, (done) => {
      Promise.resolve()
        .then(open)
        .then(
          (content) => done(null, Buffer.isBuffer(content) ? Readable.from([content]) : content),
          (error: unknown) => output.destroy(error as Error),
        );
    });
  }
  zip.end();
  return output;
}
