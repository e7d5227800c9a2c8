import { v7 as uuidv7 } from 'uuid';

/** Somebody who does not exist. */
export interface Person {
  given: string;
  family: string;
  phone: string;
  /** Of each contact. */
  emails: string[];
  /** Three that were merged (the last is what came out of it), or one. */
  contacts: string[];
  dialerContacts: string[];
  conversations: string[];
}

export interface Shape {
  contacts: 1 | 3;
  dialerContacts: number;
  conversations: number;
}

/** What issue-sized figures are about: 3 merged contacts, 2 rows of a list, 5 conversations of 20 messages. */
export const MERGED: Shape = { contacts: 3, dialerContacts: 2, conversations: 5 };
/** The same, with one contact. */
export const UNMERGED: Shape = { ...MERGED, contacts: 1 };
/** Only to be found, or not. */
export const CONTACT: Shape = { contacts: 1, dialerContacts: 0, conversations: 0 };

const GIVEN = ['Alena', 'Bruno', 'Carla', 'Denis', 'Elena', 'Felix', 'Greta', 'Henri', 'Irena', 'Jonas'];
const CONSONANTS = 'bdfgklmnprstvz';
const VOWELS = 'aeiou';

/** Makes people, no two of whom share a name, a number or an address. */
export class People {
  /** `made`: how many were made elsewhere. */
  constructor(private made = 0) {}

  make(count: number, shape: Shape): Person[] {
    return Array.from({ length: count }, () => this.next(shape));
  }

  private next({ contacts, dialerContacts, conversations }: Shape): Person {
    const number = this.made++;
    return {
      given: GIVEN[number % GIVEN.length]!,
      family: familyName(number),
      // Mobile numbers of a plan that libraries know; 8 million of them.
      phone: `+420${601_000_000 + number}`,
      emails: ids(contacts).map((_, index) => `person${number}-${index}@bench.example`),
      contacts: ids(contacts),
      dialerContacts: ids(dialerContacts),
      conversations: ids(conversations),
    };
  }
}

const ids = (count: number): string[] => Array.from({ length: count }, () => uuidv7());

/** A word of four syllables, another for each number below 24 million. */
function familyName(number: number): string {
  let rest = number;
  let name = '';
  for (let syllable = 0; syllable < 4; syllable++) {
    name += CONSONANTS[rest % CONSONANTS.length]! + VOWELS[Math.floor(rest / CONSONANTS.length) % VOWELS.length]!;
    rest = Math.floor(rest / (CONSONANTS.length * VOWELS.length));
  }
  return name[0]!.toUpperCase() + name.slice(1);
}
