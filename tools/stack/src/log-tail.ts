import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** The last lines of a log, without reading all of it. */
export function logTail(file: string, lines = 25, bytes = 16_384): string {
  try {
    const log = openSync(file, 'r');
    try {
      const { size } = fstatSync(log);
      const buffer = Buffer.alloc(Math.min(size, bytes));
      readSync(log, buffer, 0, buffer.length, size - buffer.length);
      return buffer.toString('utf8').trimEnd().split('\n').slice(-lines).join('\n');
    } finally {
      closeSync(log);
    }
  } catch {
    return '';
  }
}
