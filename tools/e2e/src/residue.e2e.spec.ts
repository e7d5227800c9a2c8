import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { startStack, type Stack } from '@lethe/stack';
import { readArchive } from './support/archive.ts';
import { query } from './support/databases.ts';
import { folder } from './support/folder.ts';
import { Http } from './support/http.ts';
import { pause } from './support/pause.ts';
import { residue } from './support/residue.ts';
import { onOwnStack } from './support/where.ts';
import { makeWholePerson, type WholePerson } from './support/whole-person.ts';

const { describe } = onOwnStack('it restarts every service at every log level, and PostgreSQL and NATS');

const LEVELS = ['trace'] as const;
const GENEROUS = { LETHE_SEARCHES_PER_MINUTE: '1000000', LETHE_REQUESTS_PER_MINUTE: '1000000', LETHE_CALLS_PER_MINUTE: '1000000' };
const SUBJECTS = '/api/v2/gdpr/subjects';
const REQUESTS = '/api/v2/gdpr/requests';

describe('what a person leaves behind', () => {
  const home = `${folder()}/lethe`;
  /** What each process finds in its environment the next time it is started. */
  const environments: Record<string, NodeJS.ProcessEnv> = {};
  let stack: Stack;
  let http: Http;

  const system = () => ({ home, description: stack.description });
  const own = () => stack.services.map(({ name }) => name).filter((name) => !['postgres', 'nats'].includes(name));

  async function restartAt(level: string): Promise<void> {
    for (const name of own()) environments[name]!['LETHE_LOG_LEVEL'] = level;
    await Promise.all(own().map((name) => stack.restart(name)));
  }

  async function completed(requestType: string, subject: object, more: object = {}): Promise<string | undefined> {
    const request = await http.post(requestType, subject, more);
    for (const { id } of [request, ...(request.relatedRequests ?? [])]) expect(await http.ended(id, 120)).toMatchObject({ status: 'COMPLETED' });
    return (await http.request(request.id)).resultsUrl;
  }

  /** Calls that fail, each full of the person's details. None is an accident of the service. */
  async function failingCalls({ firstName, lastName, email, phone }: WholePerson): Promise<void> {
    const name = `${firstName} ${lastName}`;
    const [path, header] = [encodeURIComponent(name), { 'inin-correlation-id': email, 'user-agent': email, 'x-request-id': phone, referer: `http://${email}` }];
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const calls: [method: string, path: string, body?: unknown, headers?: Record<string, string>][] = [
      ['GET', `${SUBJECTS}?searchType=PHONE&searchValue=${path}`], ['GET', `${SUBJECTS}?searchType=${path}&searchValue=${path}`], ['GET', `${SUBJECTS}?${path}=${path}`],
      ['GET', `${SUBJECTS}?searchType=EMAIL&searchValue=${email}&searchValue=${email}`], ['GET', `${REQUESTS}/${path}`], ['GET', `/api/v2/${path}`, undefined, header], ['GET', `/downloads/${path}?signature=${path}`],
      ['GET', `/api/v2/users/${path}`], ['GET', `/api/v2/externalcontacts/contacts/${path}`], ['GET', `/api/v2/conversations/${path}/files/${path}`], [`DELETE`, `/api/v2/users/${path}`],
      ['POST', REQUESTS, { requestType: name, subject: { name: email } }], ['POST', REQUESTS, { requestType: 'GDPR_DELETE', subject: { name, emailAddresses: [email] } }], ['POST', REQUESTS, `{"requestType":"GDPR_EXPORT","subject":{"name":"${name}"`],
      ['POST', REQUESTS, { requestType: 'GDPR_EXPORT', subject: { phoneNumbers: [name] } }], ['POST', REQUESTS, { requestType: 'GDPR_EXPORT', subject: { userId: email } }], ['POST', REQUESTS, { requestType: 'GDPR_EXPORT', subject: { name: `${name} `.repeat(20_000) } }],
      ['POST', REQUESTS, { [name]: email, requestType: 'GDPR_EXPORT', subject: { [email]: phone } }], ['POST', REQUESTS, name, { 'content-type': 'text/plain' }], ['POST', REQUESTS, name, { 'content-type': `text/${lastName.normalize('NFD').replace(/[^a-z]/gi, '')}` }],
      ['POST', '/oauth/token', `grant_type=${path}&client_id=${email}&client_secret=${path}`, form], ['POST', '/oauth/token', 'grant_type=client_credentials', { ...form, authorization: `Basic ${Buffer.from(`${email}:${phone}`).toString('base64')}` }],
      ['GET', REQUESTS, undefined, { authorization: `Bearer ${Buffer.from(email).toString('base64url')}` }],
      ['POST', '/api/v2/users', { name, email: { [email]: phone } }], ['POST', '/api/v2/conversations/imports', { startTime: name, participants: [{ purpose: name, name }] }], ['POST', '/api/v2/flows/datatables', { name, schema: { properties: { [email]: { type: phone } } } }],
      ['PUT', `/api/v2/conversations/${randomUUID()}/files/${randomUUID()}?participantId=${randomUUID()}&kind=${path}`, Buffer.from(name), { 'content-type': 'text/plain', 'content-disposition': `attachment; filename*=UTF-8''${path}` }],
      ['PUT', `/api/v2/conversations/${randomUUID()}/files/${path}`, Buffer.from(name), { 'content-type': 'text/plain', 'content-disposition': `;;;${path}` }],
    ];
    const answers = await Promise.all(calls.map(async ([method, to, body, headers]) => ({ method, to, status: (await http.send(method, to, body, headers)).status })));
    expect(answers.filter(({ status }) => status < 400 || status >= 500)).toEqual([]);
  }

  /** The same calls while what they need is away or comes back: their errors are the ones with the longest messages. */
  async function callsInTrouble(person: WholePerson): Promise<void> {
    const calling = (async () => {
      for (let round = 0; round < 15; round++) {
        await http.send('GET', `${SUBJECTS}?${new URLSearchParams({ searchType: 'EMAIL', searchValue: person.email })}`).catch(() => undefined);
        await http.send('POST', '/api/v2/externalcontacts/contacts', { firstName: person.firstName, lastName: 'x'.repeat(2_000), workEmail: person.email }).catch(() => undefined);
        await http.send('POST', '/api/v2/users', { name: person.lastName, email: person.email.repeat(20) }).catch(() => undefined);
        await pause(100);
      }
    })();
    const exporting = completed('GDPR_EXPORT', { emailAddresses: [person.email] });
    process.kill(stack.services.find(({ name }) => name === 'dialer')!.pid, 'SIGKILL');
    await stack.restart('nats');
    await stack.restart('postgres');
    await Promise.all([calling, exporting]);
  }

  /** What the person's rows were sampled for, if anything. */
  const analyse = async () => {
    for (const database of Object.keys(stack.description.databases).filter((name) => name !== 'admin')) await query(system(), database, 'analyze');
  };

  /** What services say of themselves, to whoever asks. */
  async function saidByServices(): Promise<string> {
    const ports = own().map((name) => (name === 'gateway' ? new URL(stack.description.api).port : environments[name]!['LETHE_HEALTH_PORT']!));
    const health = ports.flatMap((port) => ['metrics', 'readyz', 'healthz'].map((path) => `http://127.0.0.1:${port}/${path}`));
    const api = ['/openapi.json', '/docs', REQUESTS, `${REQUESTS}?pageSize=100`].map((path) => `${stack.description.api}${path}`);
    const answers = await Promise.all([...health, ...api].map(async (url) => (await fetch(url, { headers: { authorization: http.authorization } })).text()));
    return answers.join('\n').toLowerCase();
  }

  beforeAll(async () => {
    stack = await startStack({
      home, port: 0, env: { PATH: process.env['PATH'], ...GENEROUS }, demoPeople: false,
      environmentOf: (name, environment) => (environments[name] = { ...environment }),
    });
  }, 180_000);

  afterAll(async () => {
    await stack?.stop();
    rmSync(home, { recursive: true, force: true });
  }, 120_000);

  it.each(LEVELS)('is nothing after an erasure, with logs at level %s', async (level) => {
    await restartAt(level);
    http = await Http.login(system());
    const person = await makeWholePerson(http);
    for (const [kind, value] of [['EMAIL', person.email], ['NAME', `${person.lastName} ${person.firstName}`], ['PHONE', person.phone]] as const) expect(await http.subjects(kind, value)).not.toEqual([]);
    const archive = (await completed('GDPR_EXPORT', { externalContactId: person.contactId }))!;
    expect([...(await readArchive(http, archive)).values()].join('\n')).toContain(person.email);
    const { body: link } = await http.send<{ url: string }>('GET', `${new URL(archive).pathname}?issueRedirect=false`);
    await failingCalls(person);
    await callsInTrouble(person);
    await completed('GDPR_UPDATE', { externalContactId: person.contactId }, { replacementTerms: [{ type: 'EMAIL', existingValue: person.email, updatedValue: person.correctedEmail }] });
    await analyse();
    expect(await residue(system(), [person.correctedEmail])).not.toEqual([]);

    await completed('GDPR_DELETE', { externalContactId: person.contactId });
    await completed('GDPR_DELETE', { userId: person.userId });
    expect((await fetch(link.url)).status).toBeGreaterThanOrEqual(400);
    const said = await saidByServices();
    expect(person.terms.filter((term) => said.includes(term.toLowerCase()))).toEqual([]);
    expect(await residue(system(), person.terms)).toEqual([]);
  }, 300_000);
});
