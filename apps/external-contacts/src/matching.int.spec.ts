import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CallContext } from '@lethe/contracts';
import { search } from '@lethe/domain-kit';
import type { IdentifierKind } from '@lethe/matching';
import { DomainUnderTest, TestPostgres } from '@lethe/testing';
import { contactFields } from './resource/contact-fields.ts';
import type { ContactInput } from './resource/contact-input.ts';
import { insertContact } from './resource/insert-contact.ts';
import { externalContactsFixture } from '../test/external-contacts-fixture.ts';

/** Two spellings, and whether they are one person (docs/matching.md): one line of `LETHE_TEST_DATA/matching/*.jsonl`. */
interface Case {
  id: string;
  kind: 'NAME' | 'ADDRESS' | 'PHONE' | 'WHATSAPP' | 'EMAIL';
  queryKind?: IdentifierKind;
  stored: Record<string, string | undefined>;
  query: string;
  queryDefaultCountry?: string;
  expect: 'same' | 'possible' | 'different';
}

const FOLDER = process.env['LETHE_TEST_DATA'] || undefined;

const OWN: Case[] = [
  ['NAME', { given: 'Jürgen', family: 'Weiß' }, 'WEISS Juergen', 'same'],
  ['NAME', { given: 'Mario', family: 'Rossini' }, 'Maria Rossini', 'possible'],
  ['NAME', { given: 'Jan', family: 'Novák' }, 'Jana Nováková', 'different'],
  ['NAME', { given: 'Mgr. Gen Ito', family: 'Kato' }, 'Kato, Gen Ito', 'same'],
  ['NAME', { given: 'Otto', middle: 'Karl', family: 'Weiss' }, 'Otto K. Weiss', 'possible'],
  ['ADDRESS', { address1: 'Dlouhá 5/7', city: 'Brno', postalCode: '602 00' }, 'Dlouhá 5/7, 60200 Brno', 'same'],
  ['ADDRESS', { address1: 'Dlouhá 5/7', city: 'Brno', postalCode: '602 00' }, 'Dlouhá 7/5, 60200 Brno', 'different'],
  ['ADDRESS', { address1: 'Dlouhá ulice 5/7', city: 'Brno', postalCode: '602 00' }, 'Dlouhá ul. 5/7, Brno', 'possible'],
  ['PHONE', { value: '601 234 563 / 602 345 673' }, '+420602345673', 'same'],
  ['PHONE', { value: '212 651 575', country: 'PT' }, '+351212651575', 'same'],
  ['PHONE', { value: '212 651 575', country: 'PT' }, '+420212651575', 'different'],
  ['PHONE', { value: '491512345671' }, '+491512345671', 'same'],
  ['PHONE', { value: '221 135 792 kl. 14' }, '221 135 792', 'possible'],
  ['PHONE', { value: '212 651 575', country: 'PT' }, '212 651 575', 'possible'],
  // Read once, each has the country of the number, which would read what was typed as another number.
  ['PHONE', { value: '491713920057' }, '+491713920057', 'same'],
  ['PHONE', { value: '011 420 602 246 642', country: 'US' }, '+420602246642', 'same'],
  ['WHATSAPP', { value: '+420604111221' }, '420604111221', 'same'],
  ['EMAIL', { value: 'a@x.example; b@x.example' }, 'B@X.example', 'same'],
  ['EMAIL', { value: 'weiß.x@x.example' }, 'weiss.x@x.example', 'different'],
  ['EMAIL', { value: 'a.b+news@x.example' }, 'ab@x.example', 'possible'],
].map(([kind, stored, query, expected], at) => {
  const values = { defaultCountry: 'CZ', ...(stored as object) };
  return { id: `own ${at}`, kind, stored: values, query, expect: expected } as Case;
});

/** Also in the other direction: what is stored as a number is a WhatsApp id, and the reverse. */
const other = { PHONE: 'WHATSAPP', WHATSAPP: 'PHONE' } as const;
const bothWays = OWN.flatMap((one) => {
  const direction = other[one.kind as keyof typeof other];
  const own = one.kind === 'WHATSAPP' || one.query.startsWith('+');
  return direction && own ? [one, { ...one, id: `${one.id} ${direction}`, queryKind: direction }] : [one];
});

function readCases(file: string): Case[] {
  const name = path.join(FOLDER ?? '', 'matching', `${file}.jsonl`);
  if (!existsSync(name)) throw new Error(`LETHE_TEST_DATA: there is no ${name}`);
  const lines = readFileSync(name, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Case);
}

function contactOf({ kind, stored }: Case): ContactInput {
  const { given, middle, family, whole, value, country, address1, address2, city, state, postalCode, countryCode } =
    stored;
  const phone = { display: value ?? '' };
  switch (kind) {
    case 'NAME':
      return { firstName: given, middleName: middle, lastName: family ?? whole };
    case 'ADDRESS':
      return { address: { address1, address2, city, state, postalCode, countryCode } };
    case 'EMAIL':
      return { personalEmail: value };
    case 'WHATSAPP':
      return { whatsAppId: { phoneNumber: phone }, address: { countryCode: country } } as ContactInput;
    default:
      return { cellPhone: phone, address: { countryCode: country } };
  }
}

let postgres: TestPostgres;
let domain: DomainUnderTest;
beforeAll(async () => {
  postgres = await TestPostgres.start();
  domain = await DomainUnderTest.open(externalContactsFixture, postgres);
}, 60_000);
afterAll(async () => {
  await domain?.close();
  await postgres?.dispose();
});

/** What is wrong; each case has an organisation of its own, with a neighbour that nothing finds. */
async function failureOf(one: Case): Promise<string[]> {
  const organisationId = randomUUID();
  const context = (defaultCountry = 'US'): CallContext => ({ organisationId, defaultCountry, correlationId: 'test' });
  const writing = context(one.stored['defaultCountry']);
  const id = await domain.engine.store.transaction(writing, async (manager) => {
    const fields = contactFields(contactOf(one), writing.defaultCountry);
    await insertContact(manager, writing, contactFields({ firstName: 'Zbyhněv', lastName: 'Soused' }, 'CZ'));
    return (await insertContact(manager, writing, fields)).id;
  });
  const reading = context(one.queryDefaultCountry ?? one.stored['defaultCountry']);
  const term = { kind: one.queryKind ?? one.kind, value: one.query };
  const { subjects, possibleMatches = [] } = await search(domain.engine.store, {
    context: reading,
    term,
    possible: true,
  });
  const found = subjects.map(({ externalContactId }) => externalContactId);
  const offered = possibleMatches.map(({ subject }) => subject.externalContactId);
  const expected = { same: [[id], []], possible: [[], [id]], different: [[], []] }[one.expect];
  const answered = JSON.stringify([found, offered]) === JSON.stringify(expected);
  return answered ? [] : [`${one.id}: ${one.expect}, but ${found.length} found and ${offered.length} offered`];
}

async function failures(cases: readonly Case[]): Promise<string[]> {
  const failed = [];
  for (const one of cases) failed.push(...(await failureOf(one)));
  return failed;
}

it('finds every spelling that is the same, offers what is possible, and leaves the rest alone', async () => {
  expect(await failures(bothWays)).toEqual([]);
}, 60_000);

const withData = FOLDER === undefined ? it.skip : it;

withData.each(['names', 'phones', 'emails', 'addresses'])(
  'finds what is the same of the %s of LETHE_TEST_DATA, offers what is possible, and nothing that is different',
  async (file) => {
    const cases = readCases(file);
    expect(cases.length).toBeGreaterThan(0);
    expect(await failures(cases)).toEqual([]);
  },
  60_000,
);
