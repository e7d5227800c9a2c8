import { Readable } from 'node:stream';
import type { Entry } from './entries.ts';

/** `content` is asked when the entry's turn comes. */
export const json = (name: string, content: () => unknown): Entry => ({
  name,
  compress: true,
  open: () => Readable.from([Buffer.from(JSON.stringify(content(), undefined, 2))]),
});
