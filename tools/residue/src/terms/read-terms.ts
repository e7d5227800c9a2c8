import { UsageError } from '../usage-error.ts';

/** Shorter ones stand everywhere by chance. */
const SHORTEST = 4;

/** What is looked for. `number` is the line of the file, from 1: it is what a report says instead of the text. */
export interface Term {
  number: number;
  text: string;
}

/**
 * One term a line, empty lines left out, or a JSON array of strings (whose positions then count).
 * @throws UsageError, which quotes no term
 */
export function readTerms(content: string): Term[] {
  const lines = content.trimStart().startsWith('[') ? fromJson(content) : content.replace(/^\uFEFF/, '').split(/\r?\n/);
  const terms = lines
    .map((text, index) => ({ number: index + 1, text: text.trim() }))
    .filter(({ text }) => text !== '');
  if (terms.length === 0) throw new UsageError('The file holds no terms.');
  const short = terms.filter(({ text }) => [...text].length < SHORTEST).map(({ number }) => number);
  if (short.length > 0)
    throw new UsageError(`Terms shorter than ${SHORTEST} characters stand everywhere: ${short.join(', ')}.`);
  return terms;
}

function fromJson(content: string): string[] {
  try {
    const parsed = JSON.parse(content) as unknown;
    if (Array.isArray(parsed) && parsed.every((one) => typeof one === 'string')) return parsed;
  } catch {
    // The parser's message would quote the file.
  }
  throw new UsageError('The file begins as a JSON array, but it is not one of strings.');
}
