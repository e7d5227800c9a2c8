import { StorageInvalid } from './errors.ts';
import { CHUNK_BYTES, chunkCount, HEADER_BYTES, SEALED_CHUNK_BYTES } from './format.ts';

/** Plain bytes, counted from 0; `end` is the last byte wanted and may lie beyond the object. */
export interface Range {
  start: number;
  end?: number;
}

/** Which chunks a read needs and what of them it hands on. */
export interface Plan {
  firstChunk: number;
  lastChunk: number;
  /** Index of the object's own last chunk. */
  finalChunk: number;
  /** Plain bytes to drop in front of the first chunk's, and to hand on after them. */
  skip: number;
  bytes: number;
  /** Bytes of the stored object, `sealedEnd` inclusive. */
  sealedStart: number;
  sealedEnd: number;
}

export function assertRange(range: Range): void {
  const { start, end = start } = range;
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end < start) {
    throw new StorageInvalid('A range is whole numbers with 0 <= start <= end.');
  }
}

/**
 * The plan of a read; without a range the whole object, and for a start beyond the end the last chunk, of which nothing
 * is handed on.
 */
export function planRead(plainBytes: number, storedBytes: number, range: Range = { start: 0 }): Plan {
  const finalChunk = chunkCount(plainBytes) - 1;
  const end = Math.min(range.end ?? Infinity, plainBytes - 1);
  const firstChunk = Math.min(Math.floor(range.start / CHUNK_BYTES), finalChunk);
  const lastChunk = Math.max(firstChunk, Math.floor(end / CHUNK_BYTES));
  return {
    firstChunk,
    lastChunk,
    finalChunk,
    skip: range.start - firstChunk * CHUNK_BYTES,
    bytes: Math.max(0, end - range.start + 1),
    sealedStart: HEADER_BYTES + firstChunk * SEALED_CHUNK_BYTES,
    sealedEnd: Math.min(HEADER_BYTES + (lastChunk + 1) * SEALED_CHUNK_BYTES, storedBytes) - 1,
  };
}
