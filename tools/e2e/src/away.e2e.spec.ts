import type { ErrorBody, GdprPosture } from '@lethe/contracts';
import { until } from '@lethe/testing';
import { query } from './support/databases.ts';
import { Http, type Answer } from './support/http.ts';
import { Lethe } from './support/lethe.ts';
import { lookingInside } from './support/where.ts';

const { describe } = lookingInside();

describe('something that is away', () => {
  let lethe: Lethe;
  let http: Http;

  beforeAll(async () => {
    lethe = await Lethe.alone();
    http = await Http.login(lethe);
  }, 120_000);
  afterAll(() => lethe?.stop(), 60_000);

  const search = (): Promise<Answer<ErrorBody>> =>
    http.send('GET', '/api/v2/gdpr/subjects?searchType=EMAIL&searchValue=a%40b.example');

  async function recovers(): Promise<void> {
    for (let attempt = 0; attempt < 300; attempt++) {
      if ((await search()).status === 200) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('the stack has not recovered after 30 s');
  }

  // Frozen, not killed: the supervisor would have it back at once, and a silent peer is the harder case.
  it.each(['nats', 'postgres', 'dialer', 'aggregator'])(
    '%s: 503 with Retry-After within 3 s, and recovery by itself',
    async (name) => {
      await recovers();
      const thaw = await lethe.freeze(name);
      try {
        const asked = Date.now();
        const answer = await search();
        // 2.5 s and what a busy machine adds; without its deadline the gateway would wait for ever.
        expect(Date.now() - asked).toBeLessThan(6_000);
        expect(answer.status).toBe(503);
        expect(answer.body.code).toBe('service.unavailable');
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      } finally {
        await thaw();
      }
      await recovers();
    },
  );

  it('a domain whose database is away is named in the posture, and the rest is answered', async () => {
    await recovers();
    const state = async () =>
      Object.fromEntries(
        (await http.send<GdprPosture>('GET', '/api/v2/gdpr/posture')).body.domains.map(({ name, state, reason }) => [
          name,
          [state, reason?.code],
        ]),
      );
    const allow = (connections: number) =>
      query(lethe, 'admin', `alter database lethe_dialer connection limit ${connections}`);
    await allow(0);
    try {
      await query(
        lethe,
        'admin',
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = 'lethe_dialer'`,
      );
      await until('it is told as away', async () => (await state())['dialer']?.[0] === 'away');
      const { dialer, ...others } = await state();
      expect(dialer).toEqual(['away', 'store.away']);
      expect(new Set(Object.values(others).map(([of]) => of))).toEqual(new Set(['done']));
    } finally {
      await allow(-1);
    }
    await until('it answers again', async () => (await state())['dialer']?.[0] === 'done', { seconds: 30 });
  });
});
