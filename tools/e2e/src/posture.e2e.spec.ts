import { randomUUID } from 'node:crypto';
import { GdprPosture, type GdprPostureFinding } from '@lethe/contracts';
import { dumpAll } from './support/databases.ts';
import type { Http } from './support/http.ts';
import { InteractionRequests } from './support/interaction-requests.ts';
import { created, makeAgent, makePerson, upload, type Person } from './support/interactions.ts';
import type { Lethe } from './support/lethe.ts';
import { pause } from './support/pause.ts';
import { runTool } from './support/programs.ts';
import { lookingInside } from './support/where.ts';

const { describe } = lookingInside();

const PATH = '/api/v2/gdpr/posture';
/** Of nobody who is stored anywhere. */
const UNKNOWN = { email: 'zdenka.vorlova@mailbox.example', id: 'PESEL 44051401359', mobile: '+351912345679' };

let organisation: InteractionRequests;
let lethe: Lethe;
let http: Http;
let person: Person;
/** What was planted → its id. */
const ids: Record<string, string> = {};
let answers: GdprPosture[];

beforeAll(async () => {
  organisation = await InteractionRequests.start();
  ({ lethe, http } = organisation);
  person = await makePerson(http);
  await architect();
  await status();
  await interactions();
  await lists();
  answers = await walk();
}, 180_000);
afterAll(() => organisation?.stop(), 60_000);

const make = async (path: string, body: object) => (await created(http, path, body)).id;
const flow = (name: string, configuration: object = {}) =>
  make('/api/v2/flows', { name, type: 'INBOUNDCALL', configuration });

async function architect(): Promise<void> {
  const name = `${person.firstName} ${person.lastName}`;
  ids['flow named after a contact'] = await flow(`Callback ${name}`);
  ids['flow with an address in a state'] = await flow('Evening', { states: [{ name: `mail ${UNKNOWN.email}` }] });
  ids['flow of nobody'] = await flow('Main menu', { states: [{ name: 'Press 1 for Sales, call 800 123 456' }] });
  const prompt = await make('/api/v2/architect/prompts', { name: 'greeting', description: `for ${UNKNOWN.id}` });
  ids['prompt with a national id'] = prompt;
  const resource = { language: 'en-us', ttsString: `Dear caller, dial ${person.phone}`, text: 'Welcome' };
  await http.send('POST', `/api/v2/architect/prompts/${prompt}/resources`, resource);
}

async function status(): Promise<void> {
  const [talkative, silent] = [await makeAgent(http), await makeAgent(http)];
  const set = (userId: string, message: string) =>
    http.send('PATCH', `/api/v2/users/${userId}/presences/purecloud`, { message });
  expect((await set(talkative.userId, `at home, ${UNKNOWN.mobile}`)).status).toBeLessThan(300);
  expect((await set(silent.userId, 'back at noon')).status).toBeLessThan(300);
  Object.assign(ids, { 'status with a number': talkative.userId, 'status without': silent.userId });
}

async function interactions(): Promise<void> {
  for (const linked of [true, false]) {
    const made = await organisation.interaction(person, 'webmessaging', linked);
    const file = await upload(http, { conversationId: made.id, participantId: made.customerId }, 'passport');
    ids[linked ? 'interaction of a contact' : 'interaction of nobody'] = made.id;
    ids[linked ? 'file of a contact' : 'file of nobody'] = file.id;
  }
}

async function lists(): Promise<void> {
  const list = (columnNames: string[], more: object) =>
    make('/api/v2/outbound/contactlists', { name: `list ${randomUUID()}`, columnNames, phoneColumns: [], ...more });
  ids['list that declares nothing'] = await list(['C1', 'C2'], {});
  ids['list with a note'] = await list(['Mail', 'Note'], { emailColumns: [{ columnName: 'Mail', type: 'home' }] });
  ids['list that declares all'] = await list(['Mail'], { emailColumns: [{ columnName: 'Mail', type: 'home' }] });
  const contactListId = ids['list with a note'];
  const rows = [{ Note: `wife: ${UNKNOWN.email}` }, { Note: 'called twice' }, { Mail: person.email }];
  const { body } = await http.send<{ id: string }[]>(
    'POST',
    `/api/v2/outbound/contactlists/${contactListId}/contacts`,
    rows.map((data) => ({ contactListId, data })),
  );
  ['row with a note of somebody', 'row with a note', 'row without'].forEach((name, n) => (ids[name] = body[n]!.id));
}

/** All pages; a domain that was too busy to answer is asked again. */
async function walk(): Promise<GdprPosture[]> {
  const pages: GdprPosture[] = [];
  for (let uri: string | undefined = PATH, asked = 0; uri !== undefined && asked < 60; asked += 1) {
    const answer = await http.send<GdprPosture>('GET', uri);
    if (answer.status !== 200) {
      await pause(1_000);
      continue;
    }
    const page = GdprPosture.parse(answer.body);
    pages.push(page);
    const away = page.domains.find(({ state }) => state === 'away');
    uri = page.nextUri ?? away?.nextUri;
    if (away !== undefined) await pause(1_000);
  }
  return pages;
}

/** All but how often it has called. */
const rowsOfOrganisation = async (): Promise<string[]> =>
  (await dumpAll(lethe)).filter(
    (line) => line.includes(lethe.description.organisationId) && !line.startsWith('gateway public.rate_limit '),
  );

const findings = (): GdprPostureFinding[] => answers.flatMap((page) => page.findings);
const of = (name: string) =>
  findings()
    .filter(({ id }) => id === ids[name])
    .map(({ code, certainty, place }) => `${certainty} ${code} in ${place}`)
    .sort();

describe('personal data that no request reaches (R88 to R95)', () => {
  it.each([
    ['flow named after a contact', ['likely name in flow.name']],
    ['flow with an address in a state', ['likely email in flow.configuration']],
    ['prompt with a national id', ['likely national.id in prompt.description']],
    ['status with a number', ['likely phone in user.presenceMessage']],
    ['interaction of nobody', ['likely interaction.without.contact in conversation']],
    ['file of nobody', ['likely file.without.owner in attachment']],
    ['list that declares nothing', ['likely list.with.undeclared.columns in contactList']],
    ['list with a note', ['possible list.with.undeclared.columns in contactList']],
    ['row with a note of somebody', ['likely email in dialerContact.data, undeclared']],
  ])('%s', (name, expected) => expect(of(name)).toEqual(expect.arrayContaining(expected)));

  it.each([
    'flow of nobody',
    'status without',
    'interaction of a contact',
    'file of a contact',
    'list that declares all',
    'row with a note',
    'row without',
  ])('nothing: %s', (name) => expect(of(name)).toEqual([]));

  it('in what a prompt says and in keys of custom attributes: what a record carries is known', () => {
    const told = findings().map(({ code, certainty, place }) => `${certainty} ${code} in ${place}`);
    expect(told).toContain('known phone in promptResource.ttsString');
    expect(told).toContain('possible name in participantData.attributes, keys');
  });

  it('is counted, with why and what to do', () => {
    const { counts, domains } = answers.at(-1)!;
    expect(domains.map(({ state }) => state)).not.toContain('away');
    for (const { domain, code, certainty, findings: counted } of counts) {
      const alike = findings().filter(
        (one) => one.domain === domain && one.code === code && one.certainty === certainty,
      );
      expect([domain, code, certainty, alike.length]).toEqual([domain, code, certainty, counted]);
    }
    expect(counts.reduce((sum, { findings: counted }) => sum + counted, 0)).toBe(findings().length);
    for (const { reason, advice } of findings()) expect([reason !== '', advice !== '']).toEqual([true, true]);
  });

  it('is not quoted in an answer, a log or a metric, and looking changes nothing', async () => {
    const before = await rowsOfOrganisation();
    const again = await walk();
    expect(await rowsOfOrganisation()).toEqual(before);
    const cursors = again.flatMap(({ nextUri = '' }) => Buffer.from(nextUri.split('cursor=')[1] ?? '', 'base64url'));
    const told = [...[...answers, ...again].map((page) => JSON.stringify(page)), ...cursors.map(String)].join('\n');
    const metrics = await (await fetch(`${http.api}/metrics`)).text();
    const logs = await lethe.logs();
    const values = [person.firstName, person.lastName, person.email, person.phone, ...Object.values(UNKNOWN)];
    for (const value of values)
      expect(
        [told, metrics, JSON.stringify(logs)].some((text) => text.toLowerCase().includes(value.toLowerCase())),
      ).toBe(false);
  });

  it('is one organisation’s alone', async () => {
    const other = await InteractionRequests.start();
    const { body } = await other.http.send<GdprPosture>('GET', PATH);
    const own = new Set(Object.values(ids));
    expect(body.findings.filter(({ id }) => own.has(id))).toEqual([]);
    await other.stop();
  });

  it('is told by `npm run posture`, as a table and as JSON', async () => {
    const { organisationId } = lethe.description;
    const run = (...more: string[]) => runTool(lethe, 'admin', ['posture', '--organisation', organisationId, ...more]);
    const { code, output, errors } = await run();
    expect([code, errors]).toEqual([0, '']);
    expect(output).toMatch(/likely +architect +email +1\n/);
    expect(output).toContain(`flow ${ids['flow with an address in a state']!}  flow.configuration`);
    expect(output).toContain('what to do: ');
    expect(output).not.toContain(person.lastName);
    const { organisations } = JSON.parse((await run('--json', 'architect')).output) as {
      organisations: { organisationId: string; counts: object[]; domains: object[] }[];
    };
    expect(organisations).toMatchObject([{ organisationId, domains: [{ name: 'architect', state: 'done' }] }]);
    expect((await run('nobody')).errors).toContain('There is no domain nobody');
  });

  it.each(['domain=nobody', 'cursor=nonsense', 'cursor=', 'domain=architect&domain=dialer'])(
    'refuses ?%s',
    async (query) => {
      expect((await http.send('GET', `${PATH}?${query}`)).status).toBe(400);
    },
  );
});
