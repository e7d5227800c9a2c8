import { countryCode } from '../country.ts';
import { dropInvisible } from '../invisible.ts';
import { emailsInText, phonesInText } from './addresses-in-text.ts';
import { hasTooManyWords, namesInText, type Remembered } from './names-in-text.ts';
import { nationalIdsInText } from './national-ids-in-text.ts';
import type { TextMark } from './text-mark.ts';

/** Characters of one text that are looked at: half a second at the worst, in which a service does nothing else. */
const LONGEST = 10_000;

/** Ids and hashes that programs make: their digits are no numbers of people. */
const MADE =
  /(?<![\p{L}\p{N}])(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?=[0-9a-f]*[a-f])[0-9a-f]{16,})(?![\p{L}\p{N}])/giu;

export interface TextReader {
  /** Everything in a text that may be personal data. */
  marksIn(text: string): TextMark[];
  /** Whether a part of the text was left out, because it is too long. */
  isTooLong(text: string): boolean;
}

/**
 * Looks for personal data in free text; `country` (ISO 3166) reads phone numbers and national ids. The tables of national
 * ids are loaded with the first reader: a service that needs none starts without them.
 */
export async function textReader(country: string): Promise<TextReader> {
  const { personValidators } = await import('stdnum');
  const known = countryCode(country);
  const remembered: Remembered = new Map();
  return {
    marksIn(text) {
      const plain = dropInvisible(text.slice(0, LONGEST)).replace(MADE, ' ');
      return [
        ...emailsInText(plain),
        ...phonesInText(plain, known),
        ...nationalIdsInText(plain, known, personValidators),
        ...namesInText(plain, remembered),
      ];
    },
    isTooLong: (text) => text.length > LONGEST || hasTooManyWords(text),
  };
}
