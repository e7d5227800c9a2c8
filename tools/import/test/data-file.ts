import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readTexts } from '../src/messages/read-texts.ts';
import { readRows } from '../src/rows/read-rows.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../../shared/data');

/** The 1,500 people of `../shared/data` beside the checkout. */
export function dataFile() {
  return readRows(dataFileNamed('identities.csv'), 'identities.csv');
}

/** The 750 texts beside them, as far as details of a person are marked in them. */
export function textsFile() {
  return readTexts(dataFileNamed('messages.json'), 'messages.json');
}

function dataFileNamed(name: string): Uint8Array {
  const file = path.join(FOLDER, name);
  if (!existsSync(file)) throw new Error(`Test data is missing: ${file}`);
  return readFileSync(file);
}
