import type { Verb } from '../contestants/contestant.ts';
import { MERGED, UNMERGED, type Shape } from '../people/person.ts';

/** One row of the table. */
export interface Case {
  name: string;
  title: string;
  verb: Verb;
  shape: Shape;
  atOnce: number;
  /** People of a round: at least so many, at most so many; between them, as many as a round of its length takes. */
  people: { least: number; most: number };
  /** Whom the verb leaves as they are can be asked for again. */
  changes: boolean;
}

export const CASES: readonly Case[] = [
  {
    name: 'delete-set-idle',
    title: 'GDPR_DELETE of a merge set, one at a time',
    verb: 'erase',
    shape: MERGED,
    atOnce: 1,
    people: { least: 10, most: 100 },
    changes: true,
  },
  {
    name: 'delete-set-32',
    title: 'GDPR_DELETE of a merge set, 32 in flight',
    verb: 'erase',
    shape: MERGED,
    atOnce: 32,
    people: { least: 48, most: 600 },
    changes: true,
  },
  {
    name: 'delete-one-32',
    title: 'GDPR_DELETE of an unmerged contact, 32 in flight',
    verb: 'erase',
    shape: UNMERGED,
    atOnce: 32,
    people: { least: 64, most: 800 },
    changes: true,
  },
  {
    name: 'search-idle',
    title: 'subject search, one at a time',
    verb: 'search',
    shape: MERGED,
    atOnce: 1,
    people: { least: 100, most: 2_000 },
    changes: false,
  },
  {
    name: 'search-50',
    title: 'subject search, 50 connections',
    verb: 'search',
    shape: MERGED,
    atOnce: 50,
    people: { least: 500, most: 10_000 },
    changes: false,
  },
  {
    name: 'export-idle',
    title: 'GDPR_EXPORT of a merge set, one at a time',
    verb: 'export',
    shape: MERGED,
    atOnce: 1,
    people: { least: 8, most: 100 },
    changes: false,
  },
  {
    name: 'export-8',
    title: 'GDPR_EXPORT of a merge set, 8 in flight',
    verb: 'export',
    shape: MERGED,
    atOnce: 8,
    people: { least: 24, most: 400 },
    changes: false,
  },
];
