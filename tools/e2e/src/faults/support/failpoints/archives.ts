import { readArchive } from '../../../support/archive.ts';
import { query } from '../../../support/databases.ts';
import { created } from '../../../support/interactions.ts';
import { pause } from '../../../support/pause.ts';
import { whileReaching, type Workload } from './workload.ts';
import type { World } from './world.ts';

export const copy: Workload = async (world, arm) => {
  const person = world.next('GDPR_EXPORT');
  const file = await world.giveFile(person, `letter of ${person.work}`);
  return whileReaching(arm, async () => {
    const { resultsUrl } = await world.ask(person);
    const archive = await world.persist(() => readArchive(world.http, resultsUrl!));
    expect(archive.get(`conversations/files/${file.id}.txt`)).toBe(`letter of ${person.work}`);
    expect(archive.get('external-contacts/externalContact.json')).toContain(person.work);
  });
};

/** Longer than an aggregator may work on an archive without saying so. */
const FREEZE_MS = 1_000;

/** Stops the aggregator that begins to write the archive, for a while. */
async function whileStopped(world: World, work: (requestId: string) => Promise<void>): Promise<void> {
  const stop = world.arms.arm('writeArchive.before', 'SIGSTOP');
  const person = world.next('GDPR_EXPORT');
  const id = await world.post(person);
  if (!(await stop.taken(30))) throw new Error('nobody began to write the archive');
  try {
    await work(id);
    await pause(FREEZE_MS);
  } finally {
    stop.goOn();
  }
  const { resultsUrl } = await world.completed(id);
  const archive = await world.persist(() => readArchive(world.http, resultsUrl!));
  expect(archive.get('external-contacts/externalContact.json')).toContain(person.work);
}

export const slowArchive: Workload = (world, arm) =>
  whileReaching(arm, () => whileStopped(world, async () => undefined));

/** The parts are gone when the archive is built: the domain exports again. */
export const brokenArchive: Workload = (world, arm) =>
  whileReaching(arm, () =>
    whileStopped(
      world,
      async (id) =>
        void (await world.stack.storage.deletePrefix(`archives/${world.stack.description.organisationId}/${id}/parts`)),
    ),
  );

/** An archive that has ended its builder too often is given up: the request ends in ERROR, and nothing of it stays. */
export const hopelessArchive: Workload = async (world, arm) => {
  const { id: contactId } = await world.persist(() =>
    created(world.http, '/api/v2/externalcontacts/contacts', { firstName: 'Person', lastName: 'Hopeless' }),
  );
  const kill = world.arms.arm('writeArchive.before');
  const id = await world.askFor('GDPR_EXPORT', contactId);
  if (!(await kill.taken(30))) throw new Error('nobody began to write the archive');
  await query(world.stack, 'aggregator', `update gdpr_request set work_lost = 100 where id = '${id}'`);
  return whileReaching(arm, async () => {
    await kill.revived();
    expect((await world.http.ended(id, 90)).status).toBe('ERROR');
    await world.emptied(id);
  });
};

/** An archive whose time is over: nothing of it stays. */
export const expiry: Workload = async (world, arm) => {
  const { id: contactId } = await world.persist(() =>
    created(world.http, '/api/v2/externalcontacts/contacts', { firstName: 'Person', lastName: 'Expired' }),
  );
  const id = await world.askFor('GDPR_EXPORT', contactId);
  const { resultsUrl } = await world.completed(id);
  await query(world.stack, 'aggregator', `update archive set expires_at = lethe_now() where request_id = '${id}'`);
  return whileReaching(arm, async () => {
    await world.emptied(id);
    await world.answered('GET', `${new URL(resultsUrl!).pathname}?issueRedirect=false`, undefined, 404);
  });
};
