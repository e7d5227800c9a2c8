import { bySize, type Direction, type Healing, until } from '@lethe/testing';
import { query } from '../support/databases.ts';
import { Http } from '../support/http.ts';
import { pause } from '../support/pause.ts';
import { audit } from './support/audit.ts';
import { FaultStack } from './support/fault-stack.ts';
import { Ledger } from './support/ledger.ts';
import { Paths, type Neighbour } from './support/paths.ts';
import type { Person } from './support/population.ts';
import { expectNothingWrong, IS_TIMED, recordVerdict } from './support/report.ts';

const NOTICED_SECONDS = 10;
const RESUMED_SECONDS = 5;

interface Cut {
  name: string;
  directions: Direction[];
  healing: Healing;
}
const ALL_CUTS: readonly Cut[] = [
  { name: 'what it sends is held up', directions: ['there'], healing: 'resumes' },
  { name: 'what it is sent is lost', directions: ['back'], healing: 'lost' },
  { name: 'nothing passes, and its connections stay dead', directions: ['there', 'back'], healing: 'lost' },
  { name: 'nothing passes, and its connections are reset', directions: ['there', 'back'], healing: 'reset' },
];
const CUTS = bySize({ ci: ALL_CUTS.slice(2, 3), full: ALL_CUTS, release: ALL_CUTS });

const DOMAIN = 'dialer';
const AGGREGATOR = 'aggregator';
const GATEWAY = 'gateway-2';
/** Who is cut off at the same time. Not the aggregator with a domain, where one would be seen by the other only. */
const TOGETHER: Record<Neighbour, readonly string[][]> = {
  nats: bySize({
    ci: [[AGGREGATOR]],
    full: [[DOMAIN, GATEWAY], [AGGREGATOR]],
    release: [[DOMAIN, GATEWAY], [AGGREGATOR]],
  }),
  postgres: [[DOMAIN, AGGREGATOR, GATEWAY]],
};
/** Some are asked for before the cut, so that it meets work, the others one after another when it is over. */
const EARLY = 3;
const LATE = 5;
const LATE_PAUSE_MS = 700;
/** So that every part of a service has given up its connections by then, and tries to make new ones. */
const CUT_MS = 9_000;

describe.each<Neighbour>(['nats', 'postgres'])('a service that is cut off from %s', (neighbour) => {
  const paths = new Paths([DOMAIN, AGGREGATOR, GATEWAY]);
  let stack: FaultStack;
  let gateway: Http;
  beforeAll(async () => {
    stack = await FaultStack.start({ copies: { gateway: 2 }, environmentOf: paths.environmentOf });
    gateway = await Http.login({ description: { ...stack.description, api: stack.apis[1]! } });
  }, 300_000);
  afterAll(async () => {
    await stack?.stop();
    await paths.close();
  }, 60_000);

  /** Erasures that the domain has done. */
  const effects = async (): Promise<number> =>
    (await query<{ n: number }>(stack, DOMAIN, 'select count(*)::int as n from observer.effect'))[0]!.n;

  /** What shows that a service is at work. */
  async function works(victim: string, since: number): Promise<boolean> {
    if (victim !== GATEWAY) return (await effects()) > since;
    const answer = await gateway.send('GET', '/api/v2/gdpr/requests?pageSize=1').catch(() => undefined);
    return answer?.status === 200;
  }

  async function seconds(reached: () => Promise<boolean>, limit: number, what: string): Promise<number> {
    const started = performance.now();
    await until(what, reached, { seconds: limit });
    return (performance.now() - started) / 1_000;
  }

  async function cutOff(
    ledger: Ledger,
    people: Person[],
    victims: readonly string[],
    { name, directions, healing }: Cut,
  ): Promise<{ noticed: number; resumed: number }> {
    const early = ledger.postAll(people.slice(0, EARLY));
    await pause(100);
    for (const victim of victims) paths.of(victim, neighbour).cut(...directions);
    const over = pause(CUT_MS);
    const noticed = await Promise.all(
      victims.map((victim) =>
        seconds(async () => !(await paths.isReady(victim)), 3 * NOTICED_SECONDS, `${victim} notices`),
      ),
    );
    await over;
    const before = await effects();
    for (const victim of victims) paths.of(victim, neighbour).heal(healing);
    const late = postSlowly(ledger, people.slice(EARLY));
    const resumed = await Promise.all(
      victims.map((victim) => seconds(() => works(victim, before), 8 * RESUMED_SECONDS, `${victim} is at work`)),
    );
    await Promise.all([early, late]);
    await Promise.all(
      victims.map((victim) => until(`${victim} is ready`, () => paths.isReady(victim), { seconds: 30 })),
    );
    const settled = await seconds(async () => (await ledger.unfinished()) === 0, 60, 'everything ends');
    const said = (all: number[]) => all.map((one) => one.toFixed(1)).join(', ');
    process.stderr.write(
      `${victims.join(' and ')}: ${name}: noticed ${said(noticed)} s, at work ${said(resumed)} s, everything ended ${settled.toFixed(1)} s\n`,
    );
    return { noticed: Math.max(...noticed), resumed: Math.max(...resumed) };
  }

  it('notices within 10 s and is at work again within 5 s; nothing is lost and nothing done twice', async () => {
    const ledger = await Ledger.create(stack, {
      people: TOGETHER[neighbour].length * CUTS.length * (EARLY + LATE),
      types: ['GDPR_DELETE'],
    });
    const people = ledger.population.filter(({ type }) => type !== undefined);
    const measured: { noticed: number; resumed: number }[] = [];
    for (const victims of TOGETHER[neighbour])
      for (const cut of CUTS) measured.push(await cutOff(ledger, people.splice(0, EARLY + LATE), victims, cut));
    const verdict = await audit(ledger);
    const [noticed, resumed] = [
      Math.max(...measured.map((one) => one.noticed)),
      Math.max(...measured.map((one) => one.resumed)),
    ];
    recordVerdict(
      `cut off from ${neighbour === 'nats' ? 'NATS' : 'PostgreSQL'}: one way, both, half-open; a domain, an aggregator, a gateway`,
      TOGETHER[neighbour].flat().length * CUTS.length,
      verdict,
      resumed,
    );
    expectNothingWrong(verdict);
    if (!IS_TIMED) return;
    expect(noticed).toBeLessThan(NOTICED_SECONDS);
    expect(resumed).toBeLessThan(RESUMED_SECONDS);
  }, 600_000);
});

async function postSlowly(ledger: Ledger, people: readonly Person[]): Promise<void> {
  for (const person of people) {
    await ledger.post(person);
    await pause(LATE_PAUSE_MS);
  }
}
