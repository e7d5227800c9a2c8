import type { Readable } from 'node:stream';

/** Where stored bytes lie. Drivers know nothing of encryption, and trust that locations and prefixes were checked. */
export interface Driver {
  /** All or nothing, on stable storage when it resolves; replaces what was there. */
  put(location: string, stored: AsyncIterable<Buffer>): Promise<void>;
  /** The object as it is now, with its first `headBytes` bytes (fewer if it is shorter). Throws StorageNotFound. */
  open(location: string, headBytes: number): Promise<Opened>;
  /** Stored bytes. */
  size(location: string): Promise<number | undefined>;
  delete(location: string): Promise<boolean>;
  /** Deletes what lies below `prefix/`, not an object at `prefix` itself. */
  deletePrefix(prefix: string): Promise<number>;
  /** What lies below `prefix/`, everything for ''; in no particular order. */
  list(prefix: string): AsyncIterable<string>;
}

/** One version of an object: a write that replaces it meanwhile is never mixed in. */
export interface Opened {
  readonly size: number;
  readonly head: Buffer;
  /** Stored bytes, `end` inclusive. At most once; the end or the destruction of the stream closes the object. */
  read(start: number, end: number): Promise<Readable>;
  /** For an object that is not read. */
  close(): Promise<void>;
}
