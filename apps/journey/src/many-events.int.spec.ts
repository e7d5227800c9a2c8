import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { CallContext, SubjectId } from '@lethe/contracts';
import { DomainUnderTest, TestPostgres, testSize } from '@lethe/testing';
import { v7 } from 'uuid';
import { journeyFixture } from '../test/fixture.ts';
import { Customer } from './entities/customer.ts';
import { JourneyEvent } from './entities/event.ts';
import { Session } from './entities/session.ts';

/** Of one visitor, a kilobyte each. */
const EVENTS = testSize() === 'ci' ? 3_000 : 100_000;
const BOUND_MEBIBYTES = 16;
const AT = new Date('2026-01-02T03:04:05Z');
const COPIED = `organisation_id, gen_random_uuid(), session_id, type, name, created_at, page, screen_name, search_query,
  referrer_url, external_id, attributes, traits, client`;

let postgres: TestPostgres;
let domain: DomainUnderTest;
beforeAll(async () => {
  postgres = await TestPostgres.start();
  domain = await DomainUnderTest.open(journeyFixture, postgres);
}, 60_000);
afterAll(async () => {
  await domain?.close();
  await postgres?.dispose();
});

/** A visitor with one event. */
async function visitor(context: CallContext, customerId: string): Promise<SubjectId> {
  const owned = () => ({ organisationId: context.organisationId, id: v7() });
  await domain.engine.store.transaction(context, async (manager) => {
    const customer = manager.create(Customer, { ...owned(), customerType: 'cookie', customerId, traits: {} });
    await manager.save(customer);
    const last = { lastEventAt: AT, lastEventId: v7(), lastEventName: 'page_viewed', eventCount: 1, viewCount: 1 };
    const visit = { journeyCustomerId: customer.id, deploymentId: v7(), type: 'web' as const, startedAt: AT };
    const session = manager.create(Session, { ...owned(), ...visit, ...last, client: {} });
    await manager.save(session);
    const attributes = { text: { dataType: 'string', value: 'x'.repeat(1_000) } };
    const event = { sessionId: session.id, type: 'web' as const, name: 'page_viewed', createdAt: AT, attributes };
    await manager.save(manager.create(JourneyEvent, { ...owned(), ...event, traits: {}, client: {} }));
  });
  return { type: 'journeyCustomer', id: customerId, parent: 'cookie' };
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
/** What is held, without what merely waits for the next collection. */
function held(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** The most memory held while `work` runs, in MiB above that at its beginning. */
async function growthDuring(work: () => Promise<unknown>): Promise<number> {
  const before = held();
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, held())), 2_000);
  await work().finally(() => clearInterval(timer));
  return Math.round((peak - before) / 1024 ** 2);
}

it(`exports and erases ${EVENTS} events of a visitor in bounded memory, and no event of a neighbour`, async () => {
  const id = await visitor(domain.context, 'busy');
  await postgres.query(
    `insert into journey_event select ${COPIED} from journey_event e, generate_series(2, ${EVENTS})`,
    domain.database,
  );
  await visitor(domain.context, 'neighbour');
  const task = domain.task({ id });
  const growth = async (verb: 'export' | 'erase') =>
    growthDuring(async () => {
      const { changes } = await domain.done(verb, task);
      expect(changes.find(({ recordType }) => recordType === 'event')?.records).toBe(EVENTS);
    });
  const grown = { export: await growth('export'), erase: await growth('erase') };
  process.stdout.write(
    `Memory grew by ${grown.export} MiB during the export, ${grown.erase} MiB during the erasure.\n`,
  );
  expect(Math.max(grown.export, grown.erase)).toBeLessThan(BOUND_MEBIBYTES);
  expect(await postgres.query('select 1 from journey_event', domain.database)).toHaveLength(1);
}, 600_000);
