import type { DomainUnderTest } from '../domain-under-test.ts';
import { carrying, checking, merging, ofSeveral, reporting, sharing } from './closure.ts';
import { declarations } from './declarations.ts';
import { erasing, tenancy } from './erasing.ts';
import { exporting } from './exporting.ts';
import { removingFiles } from './files.ts';
import { matching } from './matching.ts';
import { postures } from './posture.ts';
import {
  checkingCorrections,
  rectifying,
  rectifyingNothing,
  rectifyingOneOfSeveral,
  rectifyingToATakenValue,
} from './rectifying.ts';
import { reindexing } from './reindexing.ts';
import { concurring, repeating } from './repeating.ts';
import { resolving, searching } from './searching.ts';

/** Every promise of the domain contract, by name. A group throws when the domain breaks it. */
export const CONFORMANCE_GROUPS = {
  'declares every column, and nothing is readable without a tenant': declarations,
  'finds the person by what its manifest claims, and nobody else': searching,
  'resolves its own subject ids': resolving,
  'reaches only whom a request is about': matching,
  'says under which names several people carry an identifier': sharing,
  'reports the ids that are the person, and nobody else': reporting,
  'takes a merge set for one person': merging,
  'leaves alone what belongs to several people': ofSeveral,
  'counts what carries an id': carrying,
  'exports all of the person and nothing of anybody else': exporting,
  'corrects the person and nobody else': rectifying,
  'corrects one of several values of a field and keeps the others': rectifyingOneOfSeveral,
  'completes a correction that matches nothing': rectifyingNothing,
  'refuses a value that only another record may have, at once': rectifyingToATakenValue,
  'checks that a correction stands': checkingCorrections,
  'erases the person without a trace and nobody else': erasing,
  'checks what an erasure left': checking,
  'removes the files of the person, asks the storage, and leaves those of others': removingFiles,
  'never reaches another organisation': tenancy,
  'is searched under older keys, and computes them anew': reindexing,
  'tells of personal data that no request reaches, and quotes none': postures,
  'does a repeated task once': repeating,
  'does a task that is delivered ten times at once once': concurring,
} satisfies Record<string, (domain: DomainUnderTest) => Promise<void>>;

export type ConformanceGroup = keyof typeof CONFORMANCE_GROUPS;
