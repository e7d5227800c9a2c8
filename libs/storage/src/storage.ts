import type { Readable } from 'node:stream';
import type { Range } from './range.ts';
import type { Source } from './seal.ts';

/**
 * `path` is created if missing. `endpoint` names an S3-compatible store (addressed by path, `endpoint/bucket/key`);
 * without it, AWS. The bucket must exist.
 */
export type StorageConfig =
  | { kind: 'fs'; path: string }
  | { kind: 's3'; endpoint?: string; region: string; bucket: string; accessKey: string; secretKey: string };

export interface Written {
  /** Plain bytes. */
  bytes: number;
  /** Of the plain bytes, lowercase hex. */
  sha256: string;
}

/**
 * Encrypted objects at locations made by `location()`. Every method rejects with a StorageError: StorageInvalid for a
 * bad argument, StorageUnavailable or StorageFull from the store, and what the method says. Prefixes are locations too:
 * `a/1` holds `a/1/x` and not `a/10/x`.
 */
export interface Storage {
  /**
   * Encrypts and writes; replaces what was there. Memory is bounded (a few chunks; on S3 a few parts of 8 MiB). All or
   * nothing: when it rejects, the former object, or none, is there. Rejects with the source's own error if that failed.
   * A Readable is destroyed when writing fails.
   */
  write(location: string, key: Buffer, source: Source): Promise<Written>;
  /**
   * Decrypts. Resolves once the first chunk has proved authentic, so a wrong key rejects here; later damage is the
   * stream's error. The stream must be read or destroyed, and needs its 'error' handler at once (pipeline and `for
   * await` have one). Rejects with StorageNotFound, StorageCorrupt, and StorageInvalid for a range that starts beyond
   * the end. An object replaced between opening and reading is StorageUnavailable: try again.
   */
  read(location: string, key: Buffer, range?: Range): Promise<Readable>;
  /**
   * Plain bytes, told from the stored size without any key, so not proof of content; undefined without an object.
   * StorageCorrupt if no object has that size.
   */
  size(location: string): Promise<number | undefined>;
  exists(location: string): Promise<boolean>;
  /** True if it was there. */
  delete(location: string): Promise<boolean>;
  /** Deletes everything below `prefix/`, and returns how many objects that were. */
  deletePrefix(prefix: string): Promise<number>;
  /** Locations below `prefix/`, all for ''; in no particular order. */
  list(prefix: string): AsyncIterable<string>;
}
