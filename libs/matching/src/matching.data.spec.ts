import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { answerOf, areStrong, report, type Answer, type Failure } from '../test/answer-of.ts';
import type { AddressInput, IdentifierKind, NameInput, StoredIdentifier, Term } from './index.ts';

const FOLDER = process.env['LETHE_TEST_DATA'] || undefined;
const FILES = ['names', 'phones', 'emails', 'addresses'];

interface Case {
  id: string;
  kind: IdentifierKind;
  queryKind?: IdentifierKind;
  stored: Record<string, string | undefined>;
  query: string;
  queryDefaultCountry?: string;
  expect: Answer;
  strong?: boolean;
}

function readCases(file: string): Case[] {
  const name = path.join(FOLDER ?? '', 'matching', `${file}.jsonl`);
  if (!existsSync(name)) throw new Error(`LETHE_TEST_DATA: there is no ${name}`);
  const lines = readFileSync(name, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Case);
}

function storedOf({ kind, stored }: Case): StoredIdentifier {
  if (kind === 'NAME') return { kind, name: stored as NameInput };
  const { value = '', country, address1, address2, city, state, postalCode, countryCode } = stored;
  const address: AddressInput = { lines: [address1, address2], city, state, postalCode, country: countryCode };
  return kind === 'ADDRESS' ? { kind, address } : { kind, value, country };
}

function failuresOf(one: Case): Failure[] {
  const { id, kind, queryKind = kind, query, expect: expected, strong } = one;
  const stored = storedOf(one);
  const { defaultCountry } = one.stored;
  const term: Term = { kind: queryKind, value: query, defaultCountry: one.queryDefaultCountry ?? defaultCountry };
  const got = answerOf(stored, term, defaultCountry);
  const isStrong = areStrong(stored, defaultCountry);
  return [
    ...(got === expected ? [] : [{ id, expected, got }]),
    ...(strong === undefined || strong === isStrong
      ? []
      : [{ id, expected: `strong ${strong}`, got: String(isStrong) }]),
  ];
}

const describeWithData = FOLDER === undefined ? describe.skip : describe;

describeWithData('the cases of LETHE_TEST_DATA', () => {
  it.each(FILES)('%s answer as expected', (file) => {
    const cases = readCases(file);
    expect(cases.length).toBeGreaterThan(0);
    expect(report(cases.flatMap(failuresOf))).toBe('');
  });
});
