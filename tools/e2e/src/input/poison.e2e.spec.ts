import { eachOf } from '../support/each-of.ts';
import { Lethe } from '../support/lethe.ts';
import { onOwnStack } from '../support/where.ts';
import { Bus } from './support/bus.ts';
import { naughtyStrings, telling } from './support/data.ts';
import { newTally, tryEvery, type Verdict } from './support/naughty.ts';
import { sensible, subjectsOf, type Subject } from './support/subjects.ts';
import { Watched } from './support/watched.ts';

const { describe } = onOwnStack('it speaks to NATS with the keys of the services');

const STRINGS = naughtyStrings();
const DEEP = 100_000;

/** An error crosses NATS as a code; its status is the one that HTTP would show. */
const STATUS: Record<string, number> = {
  'internal.server.error': 500,
  'not.found': 404,
  'service.unavailable': 503,
  'request.conflict': 409,
};

function verdictOf(reply: unknown): Verdict {
  if (reply === 'nobody' || reply === 'silence') return { status: 599, details: [], body: reply };
  const { err, response } = reply as { err?: { code?: string; details?: Verdict['details'] }; response?: unknown };
  if (err !== undefined && err !== null)
    return { status: STATUS[err.code ?? ''] ?? 400, details: err.details ?? [], body: err };
  const { status, body, outcomes } = (response ?? {}) as {
    status?: number;
    body?: { details?: Verdict['details'] };
    outcomes?: { status: string; reason?: { code: string } }[];
  };
  // A domain that could not do a task says so in its outcome; that it failed inside is what it may not say.
  const broken = outcomes?.some(({ reason }) => reason?.code === 'task.failed');
  return { status: broken ? 500 : (status ?? 200), details: body?.details ?? [], body: response };
}

/** The aggregator names a field of a request as the caller of the API knows it, who sees no message around it. */
const inCall = (verdict: Verdict): Verdict => ({
  ...verdict,
  details: verdict.details.map((detail) =>
    detail.fieldName?.startsWith('subject.') ? { ...detail, fieldName: `request.${detail.fieldName}` } : detail,
  ),
});

/** What nobody in this system sends. `data` is what the envelope holds. */
const envelope = (data: string) => `{"id":"poison","pattern":"x","data":${data}}`;
const POISON: readonly (readonly [name: string, bytes: string | Uint8Array])[] = [
  ['nothing', ''],
  ['a blank', ' '],
  ['what is not JSON', '{"id":'],
  ['bytes that are not UTF-8', Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28])],
  ['null', 'null'],
  ['a number', '5'],
  ['a list', '[]'],
  ['no envelope', '{"tasks":[]}'],
  ['an envelope without id', '{"pattern":"x","data":{}}'],
  ['an id that is no text', '{"id":{"a":1},"pattern":"x","data":{}}'],
  ['an envelope without data', '{"id":"poison","pattern":"x"}'],
  ['data of another shape', envelope('[1,2,3]')],
  ['a version to come', envelope('{"version":99,"tasks":[{"verb":"transmute"}],"principal":{"version":99}}')],
  ['a prototype', envelope('{"__proto__":{"principal":{}},"constructor":{"prototype":{}}}')],
  ['half a surrogate pair', envelope('{"principal":{"organisationId":"\\ud800"},"context":"\\udfff"}')],
  ['1 MB', envelope(`"${'x'.repeat(1_048_576)}"`)],
  ['1 MB that is not JSON', 'x'.repeat(1_048_576)],
  ['a list in a list, 100,000 deep', envelope('['.repeat(DEEP) + ']'.repeat(DEEP))],
  ['an object in an object, 100,000 deep', envelope('{"a":'.repeat(DEEP) + '1' + '}'.repeat(DEEP))],
];

describe('poison on NATS', () => {
  let system: Watched;
  let buses: Record<'gateway' | 'aggregator', Bus>;
  let subjects: Subject[];
  let domains: string[];
  beforeAll(async () => {
    system = await Watched.start(Lethe.alone());
    domains = Object.keys(system.lethe.description.databases).filter(
      (name) => !['admin', 'gateway', 'aggregator'].includes(name),
    );
    buses = { gateway: await Bus.as('gateway', system.lethe), aggregator: await Bus.as('aggregator', system.lethe) };
    subjects = subjectsOf(domains);
  }, 180_000);
  afterAll(async () => {
    await Promise.all(Object.values(buses ?? {}).map((bus) => bus.close()));
    await system?.stop();
  }, 60_000);

  it("is answered on every subject, with an error that is nobody's fault but the sender's", async () => {
    const wrong: string[] = [];
    await eachOf(
      subjects.flatMap((to) => POISON.map(([name, bytes]) => ({ to, name, bytes }))),
      async ({ to, name, bytes }) => {
        if (to.isEvent) return buses[to.caller].publish(to.subject, bytes);
        const verdict = verdictOf(await buses[to.caller].raw(to.subject, bytes));
        if (verdict.status >= 500 || (to.schema !== undefined && verdict.status < 400))
          wrong.push(
            `${to.subject} answered ${verdict.status} ${JSON.stringify(verdict.body).slice(0, 200)} to ${name}`,
          );
      },
    );
    expect(wrong).toEqual([]);
    await system.assertUnharmed();
  }, 300_000);

  it('whose sender can not be answered is no harm', async () => {
    for (const { caller, subject } of subjects)
      for (const reply of ['', 'nobody.listens', '_INBOX.directory.x', subject])
        buses[caller].publish(subject, envelope('{}'), reply);
    for (const bus of Object.values(buses)) await bus.flush();
    await system.assertUnharmed();
  }, 120_000);

  it('that is a naughty string in any text of any message is answered, and breaks nothing', async () => {
    const tally = newTally();
    await eachOf(
      subjects.filter(({ schema, isEvent }) => schema !== undefined && !isEvent),
      async ({ subject, caller, schema }) => {
        const target = {
          name: subject,
          schema: schema!,
          components: schema!.$defs ?? {},
          mend: (value: unknown, isNaughty: (place: string) => boolean) =>
            sensible(value, isNaughty, system.lethe.description.organisationId),
          send: async (value: unknown) => inCall(verdictOf(await buses[caller].call(subject, value))),
          ordinary: [403, 404, 409],
          // A domain that can not read the URL, or what stands in it, does not quote it.
          ...(subject.startsWith('api.') && { blame: { 400: 'url' } }),
        };
        await tryEvery(target, STRINGS, tally);
      },
    );
    process.stderr.write(`naughty strings on NATS: ${tally.accepted} accepted, ${tally.refused} refused by name\n`);
    expect(tally.problems.slice(0, 50)).toEqual([]);
    expect(Math.min(tally.accepted, tally.refused)).toBeGreaterThan(STRINGS.length * 10);
    await system.assertUnharmed(telling(STRINGS));
  }, 900_000);
});
