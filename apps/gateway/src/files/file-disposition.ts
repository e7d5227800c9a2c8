import { create } from 'content-disposition';

/**
 * Control characters, half surrogate pairs, and what turns the direction of writing: a name could look like another
 * with it.
 */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;
const SEPARATORS = /[/\\]/g;
/** File systems take 255 bytes; what follows the last dot is kept. */
const SHORTENED = /^(.{1,100}).*?(\.\w{1,10})?$/su;

/** Content-Disposition of a file: always an attachment, never shown by the browser (RFC 6266, RFC 8187). */
export function fileDisposition(fileName: string): string {
  const name = fileName
    .replace(UNSEEN, '')
    .replace(SEPARATORS, '_')
    .replace(/^[. ]+/, '')
    .replace(SHORTENED, '$1$2');
  return create(name || 'file');
}
