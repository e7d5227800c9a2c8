import { ImportError } from './import-error.ts';

/** The text of a file, without its byte order mark. @throws ImportError when it is not UTF-8: names would be damaged */
export function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ImportError(`${file} is not UTF-8: names would be damaged. Save it as UTF-8 and import it again.`);
  }
}
