import { rmSync } from 'node:fs';
import type { Stack } from '@lethe/stack';
import { readArchive } from './support/archive.ts';
import { query } from './support/databases.ts';
import { failingCalls } from './support/failing-calls.ts';
import { folder } from './support/folder.ts';
import { FULL } from './support/full.ts';
import { Http } from './support/http.ts';
import { startOwnStack } from './support/own-stack.ts';
import { pause } from './support/pause.ts';
import { residue } from './support/residue.ts';
import { onOwnStack } from './support/where.ts';
import { makeWholePerson, type WholePerson } from './support/whole-person.ts';

const { describe } = onOwnStack('it restarts every service at several log levels, and PostgreSQL and NATS');

/** What a process lost that is ended or cut off here is due again after moments, not after the 10 s of the standard. */
const SOON = { LETHE_PROGRESS_SECONDS: '1', LETHE_REPLY_SECONDS: '3', LETHE_LEASE_SECONDS: '4' };
/** The chattiest, which says all that the others say, and the usual one; all of them in a long run. */
const LEVELS = FULL ? ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] : ['trace', 'info'];
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
    for (const { id } of [request, ...(request.relatedRequests ?? [])])
      expect(await http.ended(id, 120)).toMatchObject({ status: 'COMPLETED' });
    return (await http.request(request.id)).resultsUrl;
  }

  /** Calls while what they need is away or comes back: their errors are the ones with the longest messages. */
  async function callsInTrouble(person: WholePerson): Promise<void> {
    const calling = (async () => {
      for (let round = 0; round < 15; round++) {
        await http
          .send('GET', `${SUBJECTS}?${new URLSearchParams({ searchType: 'EMAIL', searchValue: person.email })}`)
          .catch(() => undefined);
        await http
          .send('POST', '/api/v2/externalcontacts/contacts', {
            firstName: person.firstName,
            lastName: 'x'.repeat(2_000),
            workEmail: person.email,
          })
          .catch(() => undefined);
        await http
          .send('POST', '/api/v2/users', { name: person.lastName, email: person.email.repeat(20) })
          .catch(() => undefined);
        await pause(100);
      }
    })();
    const { id } = await http.post('GDPR_EXPORT', { emailAddresses: [person.email] });
    process.kill(stack.services.find(({ name }) => name === 'dialer')!.pid, 'SIGKILL');
    await stack.restart('nats');
    await stack.restart('postgres');
    await calling;
    await answersAgain(person);
    expect(await http.ended(id, 120)).toMatchObject({ status: 'COMPLETED' });
  }

  /** A search needs everything: NATS, PostgreSQL and each domain. */
  async function answersAgain({ email }: WholePerson): Promise<void> {
    for (const until = Date.now() + 60_000; ; await pause(200)) {
      const answer = await http
        .send('GET', `${SUBJECTS}?${new URLSearchParams({ searchType: 'EMAIL', searchValue: email })}`)
        .catch(() => undefined);
      if (answer?.status === 200) return;
      if (Date.now() > until)
        throw new Error(`no search is answered, 60 s after everything is back (${answer?.status})`);
    }
  }

  /** What the person's rows were sampled for, if anything. */
  const analyse = async () => {
    for (const database of Object.keys(stack.description.databases).filter((name) => name !== 'admin'))
      await query(system(), database, 'analyze');
  };

  /** What services say of themselves, to whoever asks. */
  async function saidByServices(): Promise<string> {
    const ports = own().map((name) =>
      name === 'gateway' ? new URL(stack.description.api).port : environments[name]!['LETHE_HEALTH_PORT']!,
    );
    const health = ports.flatMap((port) =>
      ['metrics', 'readyz', 'healthz'].map((path) => `http://127.0.0.1:${port}/${path}`),
    );
    const api = ['/openapi.json', '/docs', REQUESTS, `${REQUESTS}?pageSize=100`].map(
      (path) => `${stack.description.api}${path}`,
    );
    const answers = await Promise.all(
      [...health, ...api].map(async (url) =>
        (await fetch(url, { headers: { authorization: http.authorization } })).text(),
      ),
    );
    return answers.join('\n').toLowerCase();
  }

  beforeAll(async () => {
    stack = await startOwnStack({
      home,
      environment: SOON,
      environmentOf: (name, environment) => (environments[name] = { ...environment }),
    });
  }, 180_000);

  afterAll(async () => {
    await stack?.stop();
    rmSync(home, { recursive: true, force: true });
  }, 120_000);

  it.each(LEVELS)(
    'is nothing after an erasure, with logs at level %s',
    async (level) => {
      await restartAt(level);
      http = await Http.login(system());
      const person = await makeWholePerson(http);
      for (const [kind, value] of [
        ['EMAIL', person.email],
        ['NAME', `${person.lastName} ${person.firstName}`],
        ['PHONE', person.phone],
      ] as const)
        expect(await http.subjects(kind, value)).not.toEqual([]);
      const archive = (await completed('GDPR_EXPORT', { externalContactId: person.contactId }))!;
      expect([...(await readArchive(http, archive)).values()].join('\n')).toContain(person.email);
      const { body: link } = await http.send<{ url: string }>(
        'GET',
        `${new URL(archive).pathname}?issueRedirect=false`,
      );
      expect(await failingCalls(http, person)).toEqual([]);
      await callsInTrouble(person);
      await completed(
        'GDPR_UPDATE',
        { externalContactId: person.contactId },
        { replacementTerms: [{ type: 'EMAIL', existingValue: person.email, updatedValue: person.correctedEmail }] },
      );
      await analyse();
      expect(await residue(system(), [person.correctedEmail])).not.toEqual([]);

      await completed('GDPR_DELETE', { externalContactId: person.contactId });
      await completed('GDPR_DELETE', { userId: person.userId });
      expect((await fetch(link.url)).status).toBeGreaterThanOrEqual(400);
      const said = await saidByServices();
      expect(person.terms.filter((term) => said.includes(term.toLowerCase()))).toEqual([]);
      expect(await residue(system(), person.terms)).toEqual([]);
    },
    300_000,
  );
});
