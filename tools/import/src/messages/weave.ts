import type { Identity } from '../rows/identity.ts';

/** A text in the order of its parts: plain ones, and details of a person that another person's take the place of. */
export type Text = readonly Segment[];
export type Segment = string | Detail;

interface Detail {
  /** What it is, in the words of the messages file. */
  type: string;
  value: string;
}

/**
 * UTF-16 code units. A conversation of three such texts, each as plain text and as HTML, stays below the 256 KiB of a
 * body (requirements D16).
 */
const LONGEST = 8_000;

/** The person's own detail of each type. A name of one word becomes a first name. */
const OWN: ReadonlyMap<string, (identity: Identity, value: string) => string> = new Map(
  Object.entries({
    PERSON: (identity: Identity, value: string) =>
      /\s/.test(value.trim()) ? fullName(identity) : identity.GivenName || identity.Surname,
    STREET_ADDRESS: ({ StreetAddress }: Identity) => StreetAddress,
    GPE: ({ City }: Identity) => City,
    ZIP_CODE: ({ ZipCode }: Identity) => ZipCode,
    PHONE_NUMBER: ({ TelephoneNumber }: Identity) => TelephoneNumber,
    EMAIL_ADDRESS: ({ EmailAddress }: Identity) => EmailAddress,
    ORGANIZATION: ({ Company }: Identity) => Company,
  }),
);

/** Details that everybody in a file of identities has. */
const OF_EVERYBODY: ReadonlySet<string> = new Set([
  'PERSON',
  'STREET_ADDRESS',
  'GPE',
  'ZIP_CODE',
  'PHONE_NUMBER',
  'EMAIL_ADDRESS',
]);

export const fullName = ({ GivenName, Surname }: Identity): string => [GivenName, Surname].filter(Boolean).join(' ');

export const isWoven = (text: Text): boolean =>
  text.some((segment) => typeof segment === 'object' && OF_EVERYBODY.has(segment.type));

/** The text as the person would write it. What is not the person's to replace, or is empty there, stays. */
export function weave(text: Text, identity: Identity): string {
  const words = text.map((segment) =>
    typeof segment === 'string' ? segment : OWN.get(segment.type)?.(identity, segment.value) || segment.value,
  );
  return shortened(words.join(''), LONGEST);
}

/** At most so many UTF-16 code units, and no half of a character at the end. */
export function shortened(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
