import { createHash } from 'node:crypto';
import { pipeline, Transform, type Readable } from 'node:stream';
import { StorageCorrupt, StorageNotFound, type Storage } from '@lethe/storage';
import type { DomainPart } from './entries.ts';

/** A part is not what its domain said it wrote: the domain has to export again. */
export class BrokenPart extends Error {
  override readonly name = 'BrokenPart';

  constructor(
    readonly domain: string,
    cause?: unknown,
  ) {
    super('A part of an export is missing or changed.', { cause });
  }
}

/** The part's bytes; the stream fails at its end when their number or SHA-256 is not what the domain answered. */
export async function openPart(storage: Storage, key: Buffer, part: DomainPart): Promise<Readable> {
  const source = await storage.read(part.location, key).catch((error: unknown) => {
    throw isBroken(error) ? new BrokenPart(part.domain, error) : error;
  });
  const check = checked(part);
  pipeline(source, check, () => undefined);
  source.once('error', (error) => check.destroy(isBroken(error) ? new BrokenPart(part.domain, error) : error));
  return check;
}

const isBroken = (error: unknown): boolean => error instanceof StorageNotFound || error instanceof StorageCorrupt;

function checked(part: DomainPart): Transform {
  const hash = createHash('sha256');
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
    flush(done) {
      done(bytes === part.bytes && hash.digest('hex') === part.sha256 ? null : new BrokenPart(part.domain));
    },
  });
}
