import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  S3Client,
  type GetObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { Readable } from 'node:stream';
import { StorageNotFound, StorageUnavailable } from '../errors.ts';
import type { StorageConfig } from '../storage.ts';
import type { Driver, Opened } from './driver.ts';

/**
 * S3 takes 10 000 parts of 5 MiB or more: 8 MiB reaches 78 GiB. Memory of one write is about (PARTS_AT_ONCE + 2) parts.
 */
const PART_BYTES = 8 * 1024 * 1024;
const PARTS_AT_ONCE = 2;

const CONNECT_MS = 5_000;
/** Of a connection on which nothing moves; a reader that pauses longer loses its stream. */
const IDLE_MS = 120_000;

const DELETES_AT_ONCE = 16;

/**
 * One S3 object per object. Uploads are multipart, which makes the object appear whole at the end; a failed one is
 * aborted. flydrive is not used: its S3 driver sends one PutObject, which needs to know the length of a stream first.
 */
export class S3Driver implements Driver {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(config: Extract<StorageConfig, { kind: 's3' }>) {
    this.#bucket = config.bucket;
    this.#client = new S3Client({
      endpoint: config.endpoint,
      forcePathStyle: config.endpoint !== undefined,
      region: config.region,
      credentials: { accessKeyId: config.accessKey, secretAccessKey: config.secretKey },
      // AWS's newer checksums are refused by many compatible stores; the format authenticates every chunk anyway.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: IDLE_MS },
    });
  }

  async put(location: string, stored: AsyncIterable<Buffer>): Promise<void> {
    const body = Readable.from(stored);
    const params = { ...this.#object(location), Body: body, ContentType: 'application/octet-stream' };
    try {
      await new Upload({ client: this.#client, params, partSize: PART_BYTES, queueSize: PARTS_AT_ONCE }).done();
    } finally {
      body.destroy();
    }
  }

  async open(location: string, headBytes: number): Promise<Opened> {
    const first = await this.#get(location, 0, headBytes - 1);
    if (first === undefined)
      return { size: 0, head: Buffer.alloc(0), read: async () => Readable.from([]), close: async () => undefined };
    const size = Number(/\/(\d+)$/.exec(first.ContentRange ?? '')?.[1] ?? NaN);
    if (Number.isNaN(size)) {
      (first.Body as Readable).destroy();
      throw new StorageUnavailable('the store does not honour ranges');
    }
    const head = Buffer.from(await first.Body!.transformToByteArray());
    return {
      size,
      head,
      read: async (start, end) => (await this.#get(location, start, end, first.ETag))?.Body as Readable,
      close: async () => undefined,
    };
  }

  async size(location: string): Promise<number | undefined> {
    try {
      return (await this.#client.send(new HeadObjectCommand(this.#object(location)))).ContentLength;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async delete(location: string): Promise<boolean> {
    const there = (await this.size(location)) !== undefined;
    if (there) await this.#client.send(new DeleteObjectCommand(this.#object(location)));
    return there;
  }

  /** One request per object: DeleteObjects needs a checksum that not every compatible store takes. */
  async deletePrefix(prefix: string): Promise<number> {
    let deleted = 0;
    for await (const page of this.#pages(prefix)) {
      const left = page.values();
      const work = async (): Promise<void> => {
        for (const location of left) {
          await this.#client.send(new DeleteObjectCommand(this.#object(location)));
          deleted += 1;
        }
      };
      await Promise.all(Array.from({ length: DELETES_AT_ONCE }, work));
    }
    return deleted;
  }

  async *list(prefix: string): AsyncGenerator<string> {
    for await (const page of this.#pages(prefix)) yield* page;
  }

  async *#pages(prefix: string): AsyncGenerator<string[]> {
    const input = { Bucket: this.#bucket, Prefix: prefix === '' ? undefined : `${prefix}/` };
    for await (const page of paginateListObjectsV2({ client: this.#client }, input))
      yield (page.Contents ?? []).map((object) => object.Key!);
  }

  /** Undefined when the object has no byte at `start`. */
  async #get(
    location: string,
    start: number,
    end: number,
    version?: string,
  ): Promise<GetObjectCommandOutput | undefined> {
    try {
      return await this.#client.send(
        new GetObjectCommand({ ...this.#object(location), Range: `bytes=${start}-${end}`, IfMatch: version }),
      );
    } catch (error) {
      if (isMissing(error)) throw new StorageNotFound(location, error);
      if ((error as Error).name === 'InvalidRange') return undefined;
      throw error;
    }
  }

  #object(location: string): { Bucket: string; Key: string } {
    return { Bucket: this.#bucket, Key: location };
  }
}

/** A HEAD answer has no body, so a missing bucket can not be told from a missing object there. */
function isMissing(error: unknown): boolean {
  const { name } = error as Error;
  return name === 'NoSuchKey' || name === 'NotFound';
}
