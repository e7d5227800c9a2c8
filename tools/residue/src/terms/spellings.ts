import { escape as formEscape } from 'node:querystring';
import type { Term } from './read-terms.ts';

/** How a term may stand in bytes. */
export interface Spelling {
  term: number;
  /** In lower case where it is ASCII, as all bytes are compared. */
  bytes: Buffer;
  /** Digits and hex letters alone: random ids hold such by chance. */
  isChancy: boolean;
}

/**
 * Every spelling of a term that can be told in advance: its case and composition, JSON's and URLs' escapes, UTF-8,
 * UTF-16 and Latin-1, hex, and base64 in each of its three alignments. What decoding the text brings to light is looked
 * for in views.ts.
 */
export function spellingsOf({ number, text }: Term): Spelling[] {
  const found = new Map<string, Spelling>();
  const add = (bytes: Buffer, isChancy = false): void => {
    const folded = foldAscii(bytes);
    if (folded.length >= 4) found.set(folded.toString('latin1'), { term: number, bytes: folded, isChancy });
  };
  for (const variant of variantsOf(text)) {
    add(Buffer.from(variant), /^[\da-f-]+$/i.test(variant));
    for (const written of [...jsonOf(variant), ...urlOf(variant), variant.replaceAll('"', '""')])
      add(Buffer.from(written), /^[\da-f-]+$/i.test(written));
    for (const bytes of encodingsOf(variant)) {
      add(bytes, bytes.every((byte) => byte < 0x80) && /^[\da-f-]+$/i.test(variant));
      add(Buffer.from(bytes.toString('hex')));
      for (const base64 of base64Of(bytes)) add(Buffer.from(base64));
    }
  }
  return [...found.values()];
}

function variantsOf(text: string): Set<string> {
  const composed = [text, text.normalize('NFC'), text.normalize('NFD')];
  return new Set(composed.flatMap((one) => [one, one.toLowerCase(), one.toUpperCase()]));
}

const unit = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

function jsonOf(text: string): string[] {
  const escaped = JSON.stringify(text).slice(1, -1);
  return [escaped, escaped.replace(/[\u0080-\uffff]/g, unit), text.replace(/[\s\S]/g, unit)];
}

function urlOf(text: string): string[] {
  const all = [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  const form = formEscape(text.toWellFormed());
  return [form, form.replaceAll('%20', '+'), encodeURI(text.toWellFormed()), all];
}

function encodingsOf(text: string): Buffer[] {
  const little = Buffer.from(text, 'utf16le');
  const latin = /^[\u0000-\u00ff]*$/.test(text) ? [Buffer.from(text, 'latin1')] : [];
  return [Buffer.from(text), little, Buffer.from(little).swap16(), ...latin];
}

/** The characters that the bytes decide alone, whatever stands before and after them. */
function base64Of(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const decided = text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    return [decided, decided.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

const LOWER = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte));

/** A copy in which ASCII letters are lower-case. */
export function foldAscii(bytes: Uint8Array): Buffer {
  const folded = Buffer.allocUnsafe(bytes.length);
  for (let at = 0; at < bytes.length; at++) folded[at] = LOWER[bytes[at]!]!;
  return folded;
}
