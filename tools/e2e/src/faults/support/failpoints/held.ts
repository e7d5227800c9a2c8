import pg from 'pg';
import { until } from '@lethe/testing';
import { query } from '../../../support/databases.ts';
import { whileReaching, type Workload } from './workload.ts';
import type { World } from './world.ts';

/** An erasure that a domain can not go on with until `work` is done: somebody else holds the row. */
async function held(world: World, work: (requestId: string) => Promise<void>): Promise<void> {
  const url = new URL(world.stack.description.databases.admin);
  url.pathname = new URL(world.stack.description.databases['dialer']!).pathname;
  const holder = new pg.Client({ connectionString: url.href });
  await holder.connect();
  try {
    const person = world.next('GDPR_DELETE');
    await holder.query('begin');
    await holder.query(`select from dialer_contact where data ->> 'mail' = $1 for update`, [person.work]);
    const id = await world.post(person);
    await work(id);
    await holder.query('rollback');
    await world.completed(id);
  } finally {
    await holder.end();
  }
}

/** The domain says that it is still busy, and the leases are extended. */
export const slowErasure: Workload = (world, arm) =>
  whileReaching(arm, () => held(world, async () => void (await arm.taken(20))));

/** A request whose legal deadline has passed is said to be overdue once, and ends all the same. */
export const overdue: Workload = (world, arm) =>
  whileReaching(arm, () =>
    held(world, async (id) => {
      await query(world.stack, 'aggregator', `update gdpr_request set due_at = created_at where id = '${id}'`);
      const flagged = async () =>
        (
          await query(
            world.stack,
            'aggregator',
            `select from gdpr_request where id = '${id}' and overdue_at is not null`,
          )
        ).length === 1;
      await until('an overdue request', flagged, { seconds: 40 });
    }),
  );
