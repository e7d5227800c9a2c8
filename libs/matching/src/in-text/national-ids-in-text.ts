import type { Validator } from 'stdnum';
import { foldText } from '../fold-text.ts';
import type { Certainty, TextMark } from './text-mark.ts';

/** Those of the package that tell of people, by country (ISO 3166). */
type PersonValidators = Readonly<Record<string, readonly Validator[]>>;

/** Letters and digits, in groups that one sign or one space parts. */
const WRITTEN = /(?<![\p{L}\p{N}])[\p{L}\p{N}]+(?:[-./][\p{L}\p{N}]+)*(?![\p{L}\p{N}])/gu;
const SPACED = /(?<![\p{L}\p{N}])(?:[A-Z]{2} )?\d{1,6}(?: \d{1,6}){1,7}(?: [A-Z])?(?![\p{L}\p{N}])/gu;
const SHORTEST = 8;
const LONGEST = 24;
const FEWEST_DIGITS = 5;
/** Without signs or letters, every tenth number passes a check digit: shorter ones say nothing. */
const FEWEST_BARE_DIGITS = 10;
/** A label stands so close in front of its number. */
const LABEL_REACH = 40;

/**
 * National ids of people: numbers that pass the checks of their country. As so many countries have so many numbers, one
 * of a foreign country counts only with its name in front of it ("PESEL 440…") or with letters in it.
 */
export function nationalIdsInText(text: string, country: string | undefined, validators: PersonValidators): TextMark[] {
  const found = new Map<string, Certainty>();
  for (const { written, at } of candidates(text)) {
    const certainty = judge(written, labelBefore(text, at), country, validators);
    if (certainty !== undefined) found.set(written, certainty);
  }
  return [...found.values()].map((base) => ({ what: 'NATIONAL_ID', base, ifKnown: 'known', keys: [] }));
}

function* candidates(text: string): Generator<{ written: string; at: number }> {
  for (const pattern of [WRITTEN, SPACED])
    for (const { 0: written, index: at } of text.matchAll(pattern))
      if (written.length >= SHORTEST && written.length <= LONGEST && digitsOf(written) >= FEWEST_DIGITS)
        yield { written, at };
}

const digitsOf = (written: string): number => written.replace(/\D/g, '').length;
const labelBefore = (text: string, at: number): string => folded(text.slice(Math.max(0, at - LABEL_REACH), at));
const folded = (text: string): string =>
  ` ${foldText(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

function judge(
  written: string,
  label: string,
  country: string | undefined,
  validators: PersonValidators,
): Certainty | undefined {
  const own = (country !== undefined && validators[country]) || [];
  if (own.some((validator) => speaks(validator, written) && passes(validator, written))) return 'likely';
  for (const [of, foreign] of Object.entries(validators))
    for (const validator of foreign) {
      if (isNamed(validator, label) && passes(validator, written)) return 'likely';
      if (of !== country && /\p{L}/u.test(written) && hasCheckedLetters(validator) && passes(validator, written))
        return 'possible';
    }
  return undefined;
}

/** Whether the way in which it is written tells it from any other number. */
function speaks(validator: Validator, written: string): boolean {
  if (/^\d+$/.test(written)) return written.length >= FEWEST_BARE_DIGITS;
  if (/\p{L}/u.test(written)) return true;
  return /\D/.test(written) && (validator.format(written) === written || validator.compact(written) === written);
}

/** Their letters are a check, or follow from a name and a date of birth; others take any letters. */
const CHECKED_LETTERS = new Set(['DNI', 'NIE', 'HETU', 'CF', 'CURP', 'HKID', 'PPS']);
const hasCheckedLetters = ({ abbreviation = '' }: Validator): boolean => CHECKED_LETTERS.has(abbreviation);

/** Abbreviations of two letters are words somewhere: they are no names of a number. */
const FEWEST_LETTERS_OF_LABEL = 3;

const labels = new WeakMap<Validator, string[]>();
function isNamed(validator: Validator, label: string): boolean {
  let names = labels.get(validator);
  if (names === undefined) {
    const { abbreviation = '', localName } = validator;
    names = [...abbreviation.split(','), localName]
      .map(folded)
      .filter((name) => name.trim().length >= FEWEST_LETTERS_OF_LABEL);
    labels.set(validator, names);
  }
  return names.some((name) => label.includes(name));
}

/** The package throws where it does not expect a sign. */
function passes(validator: Validator, written: string): boolean {
  try {
    const result = validator.validate(written);
    return result.isValid && result.isIndividual;
  } catch {
    return false;
  }
}
