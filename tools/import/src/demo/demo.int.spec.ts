import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nameKeys, parsePhone, phoneKey } from '@lethe/matching';
import { SOURCES } from '../../test/sources.ts';
import { FakeApi, refusal } from '../../test/fake-api.ts';
import { demoPeople } from './demo-people.ts';
import { loadDemo } from './load-demo.ts';

describe('demoPeople', () => {
  const people = demoPeople().map(({ identity }) => identity);
  const keysOf = (all: typeof people) => [
    ...all.map(({ EmailAddress }) => EmailAddress.toLowerCase()),
    ...all.flatMap(({ GivenName, Surname }) => nameKeys({ given: GivenName, family: Surname })),
    ...all.map(({ TelephoneNumber, Country }) => phoneKey({ value: TelephoneNumber, country: Country })),
  ];

  it('gives the same 200 people every time', () => {
    expect(people).toHaveLength(200);
    expect(demoPeople().map(({ identity }) => identity)).toEqual(people);
  });

  it('gives people who share no name, e-mail address or phone number with each other', () =>
    expect(new Set(keysOf(people)).size).toBe(keysOf(people).length));

  it.each(SOURCES)('gives people who share none with the $name', ({ rows }) => {
    const own = new Set(keysOf(people));
    expect(keysOf(rows.map(({ identity }) => identity)).filter((key) => key !== undefined && own.has(key))).toEqual([]);
  });

  it('gives plausible phone numbers and addresses under which nobody receives mail', () => {
    expect(
      people.filter(
        ({ TelephoneNumber, Country }) => parsePhone({ value: TelephoneNumber, country: Country }).e164 === undefined,
      ),
    ).toEqual([]);
    expect(people.filter(({ EmailAddress }) => !/^\S+@example\.(com|net|org)$/.test(EmailAddress))).toEqual([]);
  });
});

describe('loadDemo', () => {
  let folder: string;
  const api = new FakeApi();
  const marker = () => join(folder, 'demo-people');

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lethe-demo-'));
  });
  afterAll(async () => {
    await api.stop();
    rmSync(folder, { recursive: true });
  });

  it('finishes a load that was interrupted, and never loads again', async () => {
    const access = await api.start();
    api.fault = ({ path }) =>
      path.endsWith('/users') && api.users.size > 5 ? refusal(403, 'missing.any.permissions') : undefined;
    await expect(loadDemo(access, marker())).rejects.toThrow('403');
    expect(existsSync(marker())).toBe(true);
    api.fault = () => undefined;
    await loadDemo(access, marker());
    expect([
      api.contacts.size,
      api.users.size,
      api.dialerContacts.size,
      api.conversations.size,
      api.files.size,
    ]).toEqual([200 + 40 + 40, 20, 100, 30, 30]);
    api.contacts.clear();
    await loadDemo(access, marker());
    expect(api.contacts.size).toBe(0);
  });
});
