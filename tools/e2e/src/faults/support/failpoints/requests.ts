import type { GdprTaskListing } from '@lethe/contracts';
import { query } from '../../../support/databases.ts';
import { created } from '../../../support/interactions.ts';
import { whileReaching, type Workload } from './workload.ts';

export const erasure: Workload = (world, arm) =>
  whileReaching(arm, async () => void (await world.ask(world.next('GDPR_DELETE'))));
export const correction: Workload = (world, arm) =>
  whileReaching(arm, async () => void (await world.ask(world.next('GDPR_UPDATE'))));

export const erasureOfFiles: Workload = async (world, arm) => {
  const person = world.next('GDPR_DELETE');
  const file = await world.giveFile(person, 'a letter');
  return whileReaching(arm, async () => {
    await world.ask(person);
    await world.answered('GET', file.path, undefined, 404);
  });
};

export const mergeSet: Workload = async (world, arm) => {
  const members = await Promise.all(
    [1, 2].map(() =>
      world.persist(() =>
        created(world.http, '/api/v2/externalcontacts/contacts', { firstName: 'Member', lastName: 'Twice' }),
      ),
    ),
  );
  const contactIds = members.map(({ id }) => id);
  await world.answered('POST', '/api/v2/externalcontacts/contacts/merge', { contactIds });
  const before = await Promise.all(contactIds.map((id) => world.effectsOn(id)));
  return whileReaching(arm, async () => {
    const request = await world.completed(await world.askFor('GDPR_DELETE', contactIds[0]!));
    for (const { id } of request.relatedRequests ?? []) await world.completed(id);
    const after = await Promise.all(contactIds.map((id) => world.effectsOn(id)));
    // The merge itself has changed the rows; the erasure is what follows.
    expect(after.map((effects, index) => effects.slice(before[index]!.length))).toEqual([['DELETE'], ['DELETE']]);
  });
};

/** A domain that can not do it parks the task; once it can, an operator's retry does it. */
export const retry: Workload = async (world, arm) => {
  const { id: contactId } = await world.persist(() =>
    created(world.http, '/api/v2/externalcontacts/contacts', { firstName: 'Person', lastName: 'Stuck' }),
  );
  const stuck = (sql: string) => query(world.stack, 'external-contacts', sql);
  const trigger = `stuck_${contactId.replaceAll('-', '')}`;
  await stuck(`create function ${trigger}() returns trigger language plpgsql as $$ begin raise exception 'stuck'; end $$;
    create trigger ${trigger} before delete on external_contact for each row when (old.id = '${contactId}') execute function ${trigger}()`);
  const failed = await world.persist(async () => world.http.ended(await world.askFor('GDPR_DELETE', contactId)));
  expect(failed.status).toBe('ERROR');
  await stuck(`drop function ${trigger} cascade`);
  const { body: listing } = await world.answered<GdprTaskListing>('GET', `${failed.selfUri}/tasks`);
  const parked = listing.entities.find(({ state }) => state === 'parked')!;
  return whileReaching(arm, async () => {
    // As often as answers are lost: there is one successor.
    const { body } = await world.answered<{ id: string }>('POST', `${parked.selfUri}/retry`, undefined, 202);
    await world.completed(body.id);
    expect(await world.effectsOn(contactId)).toEqual(['DELETE']);
  });
};
