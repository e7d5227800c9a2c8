import { join } from 'node:path';

/** The checkout: the sources, what is built of them and the bundle lie equally deep. */
export const ROOT = join(import.meta.dirname, '..', '..', '..');
