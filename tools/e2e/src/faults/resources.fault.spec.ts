import { randomUUID } from 'node:crypto';
import type { ErrorBody } from '@lethe/contracts';
import { testSize, until } from '@lethe/testing';
import { query } from '../support/databases.ts';
import { Http } from '../support/http.ts';
import { makeAgent, makeInteraction, makePerson, upload } from '../support/interactions.ts';
import { pause } from '../support/pause.ts';
import { audit } from './support/audit.ts';
import { FaultStack } from './support/fault-stack.ts';
import { Ledger } from './support/ledger.ts';
import type { RequestType } from './support/population.ts';
import { expectNothingWrong, recordVerdict } from './support/report.ts';
import { endSessions, takeAllConnections } from './support/shortage.ts';
import { SmallDisk } from './support/small-disk.ts';

/** What takes a minute and root, which fills a disk, has no place in every run. */
const IS_WHOLE = testSize() !== 'ci';
const PEOPLE = 16;
/** Between two people who are asked for. */
const PAUSE_MS = 600;
const SECONDS = 8;

describe('what services live on runs out', () => {
  let stack: FaultStack;
  let disk: SmallDisk | undefined;
  beforeAll(async () => {
    stack = await FaultStack.start({ copies: { gateway: 2 } });
    if (IS_WHOLE) disk = SmallDisk.over(stack.description.storage, 64);
  }, 300_000);
  afterAll(async () => {
    disk?.remove();
    await stack?.stop();
  }, 60_000);

  /** Asks the API all the time; returns what it answered: status, and the code of an error. */
  function watchApi(ledger: Ledger, signal: AbortSignal): Promise<Set<string>> {
    return (async () => {
      const answers = new Set<string>();
      for (; !signal.aborted; await pause(100)) {
        const { status, body } = await ledger.http.send<ErrorBody>('GET', '/api/v2/gdpr/requests?pageSize=1');
        answers.add(status === 200 ? '200' : `${status} ${body.code}`);
      }
      return answers;
    })();
  }

  /**
   * Requests go on while the fault lasts; everything is well afterwards. `inject` resolves when it is over, to how
   * often it was done.
   */
  async function survives(
    fault: string,
    inject: () => Promise<number>,
    types: readonly RequestType[] = ['GDPR_DELETE'],
  ): Promise<Ledger> {
    const ledger = await Ledger.create(stack, { people: PEOPLE, types });
    const ending = new AbortController();
    const watching = watchApi(ledger, ending.signal);
    const posting = ledger.postAll(undefined, PAUSE_MS * 6);
    const injected = await inject();
    const healed = performance.now();
    await posting;
    await until('the end of every request', async () => (await ledger.unfinished()) === 0, { seconds: 120 });
    const recovery = (performance.now() - healed) / 1_000;
    ending.abort();
    const verdict = await audit(ledger);
    recordVerdict(fault, injected, verdict, recovery);
    expect(verdict.accepted).toBe(PEOPLE);
    expectNothingWrong(verdict);
    // Nothing but an answer or 503 that says when to come again.
    expect([...(await watching)].filter((answer) => !['200', '503 service.unavailable'].includes(answer))).toEqual([]);
    return ledger;
  }

  async function lasting(begin: () => Promise<() => unknown>): Promise<number> {
    const end = await begin();
    await pause(SECONDS * 1_000);
    await end();
    return 1;
  }

  it('PostgreSQL out of connections', async () => {
    await survives('PostgreSQL out of connections for 8 s', () =>
      lasting(async () => {
        await query(
          stack,
          'admin',
          `select pg_terminate_backend(pid) from pg_stat_activity where usename like 'lethe_%'`,
        );
        return takeAllConnections(stack);
      }),
    );
  }, 180_000);

  it('sessions ended again and again', async () => {
    await survives('sessions of PostgreSQL ended', async () => {
      const ended = await endSessions(stack, SECONDS);
      expect(ended).toBeGreaterThan(20);
      return ended;
    });
  }, 180_000);

  if (!IS_WHOLE) return;

  it('a service out of connections of its role', async () => {
    await survives('a role out of connections for 8 s', () =>
      lasting(async () => {
        await query(stack, 'admin', `alter role lethe_dialer connection limit 1`);
        await query(
          stack,
          'admin',
          `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'lethe_dialer'`,
        );
        return () => query(stack, 'admin', 'alter role lethe_dialer connection limit -1');
      }),
    );
  }, 180_000);

  it.each(['postgres', 'nats'])(
    '%s stopped for 10 s',
    async (name) => {
      await survives(`SIGSTOP of ${name} for 10 s`, async () => {
        await pause(500);
        const thaw = stack.freeze(name);
        await pause(10_000);
        thaw();
        return 1;
      });
    },
    180_000,
  );

  it('a full disk under the storage: uploads are refused whole, exports wait', async () => {
    const http = await Http.login(stack);
    const person = await makePerson(http);
    const { id, customerId } = await makeInteraction(http, {
      medium: 'email',
      person,
      agent: await makeAgent(http),
      linked: true,
    });
    const [fileId, content] = [randomUUID(), 'x'.repeat(100_000)];
    const path = `/api/v2/conversations/${id}/files/${fileId}`;
    await survives(
      'disk full under the storage for 8 s',
      () =>
        lasting(async () => {
          disk!.fill();
          const refused = await http.send<ErrorBody>(
            'PUT',
            `${path}?participantId=${customerId}&kind=attachment`,
            Buffer.from(content),
            { 'content-type': 'text/plain' },
          );
          expect([refused.status, refused.body.code, Number(refused.headers.get('retry-after')) > 0]).toEqual([
            503,
            'service.unavailable',
            true,
          ]);
          expect((await http.send('GET', path)).status).toBe(404);
          return async () => {
            const [open] = await query<{ n: number }>(
              stack,
              'aggregator',
              `select count(*)::int as n from gdpr_request where request_type = 'GDPR_EXPORT' and status not in ('COMPLETED', 'ERROR')`,
            );
            expect(open!.n).toBeGreaterThan(0);
            disk!.free();
          };
        }),
      ['GDPR_EXPORT'],
    );
    await upload(http, { conversationId: id, participantId: customerId }, content, { fileId });
    expect((await http.send('GET', path)).body).toBe(content);
  }, 180_000);
});
