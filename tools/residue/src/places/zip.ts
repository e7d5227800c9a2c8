import { PassThrough, type Readable } from 'node:stream';
import type { Storage } from '@lethe/storage';
import yauzl, { RandomAccessReader, type Entry, type ZipFile } from 'yauzl';
import type { Place } from '../place.ts';

const MAGIC = Buffer.from('PK\x03\x04', 'latin1');

/** The entries of a stored object that is a ZIP; none of others. Read where they lie: nothing is unpacked to a disk. */
export async function* zipEntries(storage: Storage, location: string, key: Buffer): AsyncGenerator<Place> {
  const size = (await storage.size(location)) ?? 0;
  if (
    size < MAGIC.length ||
    !(await bytes(storage.read(location, key, { start: 0, end: MAGIC.length - 1 }))).equals(MAGIC)
  )
    return;
  const zip = await open(new ObjectReader(storage, location, key), size);
  try {
    for (let entry = await next(zip); entry !== undefined; entry = await next(zip)) {
      const current = entry;
      yield { name: current.fileName, read: () => entryOf(zip, current) };
    }
  } finally {
    zip.close();
  }
}

class ObjectReader extends RandomAccessReader {
  constructor(
    private readonly storage: Storage,
    private readonly location: string,
    private readonly key: Buffer,
  ) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const passed = new PassThrough();
    this.storage.read(this.location, this.key, { start, end: end - 1 }).then(
      (stream) => void stream.once('error', (error) => passed.destroy(error)).pipe(passed),
      (error: Error) => passed.destroy(error),
    );
    return passed;
  }
}

const open = (reader: ObjectReader, size: number): Promise<ZipFile> =>
  new Promise((resolve, reject) =>
    yauzl.fromRandomAccessReader(reader, size, { lazyEntries: true, autoClose: false }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    ),
  );

/** Undefined after the last. */
function next(zip: ZipFile): Promise<Entry | undefined> {
  return new Promise((resolve, reject) => {
    const done = (work: () => void): void => {
      zip.removeAllListeners();
      work();
    };
    zip.once('entry', (entry: Entry) => done(() => resolve(entry)));
    zip.once('end', () => done(() => resolve(undefined)));
    zip.once('error', (error: Error) => done(() => reject(error)));
    zip.readEntry();
  });
}

async function* entryOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  const stream = await new Promise<Readable>((resolve, reject) =>
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))),
  );
  yield* stream as AsyncIterable<Buffer>;
}

async function bytes(stream: Promise<Readable>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of (await stream) as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}
