import { StorageInvalid } from './errors.ts';

/** 255 is the longest file name of common file systems. */
const SEGMENT = /^[A-Za-z0-9._-]{1,255}$/;

/** S3 allows 1024 bytes in a key, and HKDF 1024 bytes of context, which holds the location too. */
const MAX_LENGTH = 512;

/**
 * Joins segments to a location with `/`. A segment is `[A-Za-z0-9._-]`, 1 to 255 characters, and neither `.` nor `..`;
 * anything else throws StorageInvalid and is not repaired, so that no file name from outside becomes a location.
 * A location is an object or the prefix of others, never both: a file system could not hold it.
 */
export function location(...segments: string[]): string {
  const joined = segments.join('/');
  if (segments.length === 0 || joined.length > MAX_LENGTH || !segments.every(isSegment)) {
    throw new StorageInvalid(
      'A location is segments of A-Z a-z 0-9 . _ - (neither . nor ..) joined by /, 512 characters at most.',
    );
  }
  return joined;
}

/** Throws StorageInvalid unless `text` is what `location` makes. */
export function assertLocation(text: string): void {
  location(...text.split('/'));
}

/** Whether `text` is what `location` makes: files and keys that others laid in the store are not. */
export function isLocation(text: string): boolean {
  return text.length <= MAX_LENGTH && text.split('/').every(isSegment);
}

function isSegment(segment: string): boolean {
  return SEGMENT.test(segment) && segment !== '.' && segment !== '..';
}
