import { until } from '@lethe/testing';
import { readArchive } from '../../../support/archive.ts';
import { query } from '../../../support/databases.ts';
import { patience, whileReaching, type Workload } from './workload.ts';

export const search: Workload = (world, arm) => whileReaching(arm, () => world.found(world.bystander));

/** Everything that only reads. */
export const reading: Workload = (world, arm) => {
  const { id } = world.report;
  return whileReaching(arm, async () => {
    const { body } = await world.answered<{ resultsUrl: string; status: string }>('GET', `/api/v2/gdpr/requests/${id}`);
    expect(body.status).toBe('COMPLETED');
    await world.answered('GET', `/api/v2/gdpr/requests/${id}/tasks`);
    await world.answered('GET', '/api/v2/gdpr/requests');
    await world.answered('GET', '/api/v2/gdpr/stalled');
    await world.answered('GET', '/api/v2/gdpr/inventory');
    await world.answered('GET', '/api/v2/gdpr/posture');
    await world.answered('GET', '/openapi.json');
    await world.answered('GET', '/readyz');
    expect([...(await world.persist(() => readArchive(world.http, body.resultsUrl))).keys()]).toContain(
      'manifest.json',
    );
  });
};

/** A key that is too old is replaced by the first gateway that needs one; there is never a second current one. */
export const oldKey: Workload = async (world, arm) => {
  await query(
    world.stack,
    'gateway',
    `update signing_key set created_date = now() - interval '31 days' where retires_date is null`,
  );
  const reached = await whileReaching(arm, async () => {
    await world.arms.restart('gateway-2');
    await world.found(world.bystander);
  });
  expect(
    await query(world.stack, 'gateway', 'select count(*)::int n from signing_key where retires_date is null'),
  ).toEqual([{ n: 1 }]);
  return reached;
};

export const oldCall: Workload = async (world, arm) => {
  await query(
    world.stack,
    'aggregator',
    `update request_call set created_at = created_at - interval '2 days'
      where call_id = (select call_id from request_call order by created_at limit 1)`,
  );
  const reached = await patience(world, arm);
  await until(
    'the end of old calls',
    async () =>
      (await query(world.stack, 'aggregator', `select from request_call where created_at < now() - interval '1 day'`))
        .length === 0,
    { seconds: 30 },
  );
  return reached;
};
