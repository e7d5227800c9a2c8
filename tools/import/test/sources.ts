import { peopleSources } from '@lethe/testing/people';
import { readTexts } from '../src/messages/read-texts.ts';
import { readRows } from '../src/rows/read-rows.ts';

/** The people and texts of every source, and how the import reads their files. */
export const SOURCES = peopleSources().map((source) => ({
  ...source,
  ...readRows(source.identities, 'identities.csv'),
  woven: readTexts(source.texts, 'messages.json'),
}));
