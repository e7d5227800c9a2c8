import type { Readable } from 'node:stream';
import yazl from 'yazl';
import type { Entry } from './entries.ts';

/** A ZIP as a stream; each entry is opened when its turn comes. The stream fails with the first entry that fails. */
export function zipStream(entries: readonly Entry[], mtime: Date): Readable {
  const zip = new yazl.ZipFile();
  const output = zip.outputStream as Readable;
  // It may fail before anybody reads it; whoever reads then still gets the error.
  output.on('error', () => undefined);
  zip.on('error', (error: Error) => output.destroy(error));
  for (const { name, compress, open, known } of entries) {
    zip.addReadStreamLazy(name, { mtime, compress, ...(known && { size: known.bytes }) }, (done) => {
      Promise.resolve()
        .then(open)
        .then(
          (stream) => {
            // yazl listens to errors of streams that it is given at once, not of those that it asks for later.
            stream.once('error', (error) => output.destroy(error));
            output.once('close', () => stream.destroy());
            done(null, stream);
          },
          (error: unknown) => output.destroy(error as Error),
        );
    });
  }
  zip.end();
  return output;
}
