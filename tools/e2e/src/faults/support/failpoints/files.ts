import { until } from '@lethe/testing';
import { query } from '../../../support/databases.ts';
import { whileReaching, type Workload } from './workload.ts';

export const putFile: Workload = async (world, arm) => {
  const person = world.next('GDPR_GET');
  return whileReaching(arm, async () => {
    const file = await world.giveFile(person, 'as it was sent');
    expect((await world.answered('GET', file.path)).body).toBe('as it was sent');
    expect(
      await query(world.stack, 'conversations', `select count(*)::int n from attachment where id = '${file.id}'`),
    ).toEqual([{ n: 1 }]);
  });
};

/** Another file under the same id is refused, and what was written of it removed. */
export const refusedFile: Workload = async (world, arm) => {
  const file = await world.giveFile(world.next('GDPR_GET'), 'the first');
  return whileReaching(arm, async () => {
    await world.persist(async () =>
      expect(
        await file.put('another').then(
          () => 'taken',
          (error: Error) => error.message,
        ),
      ).toContain('answered 409'),
    );
    expect((await world.answered('GET', file.path)).body).toBe('the first');
  });
};

/** The same file again leaves a second copy, which the next sweep removes: there is one at each start of the domain. */
export const repeatedFile: Workload = async (world, arm) => {
  const file = await world.giveFile(world.next('GDPR_GET'), 'sent twice');
  await world.persist(() => file.put('sent twice'));
  const reached = await whileReaching(arm, () => world.arms.restart('conversations'));
  const due = async () =>
    (
      await query<{ n: number }>(
        world.stack,
        'conversations',
        'select count(*)::int n from storage_removal where due_at <= lethe_now()',
      )
    )[0]!.n;
  await world.arms.restart('conversations');
  await until('the removal of every file that is due', async () => (await due()) === 0, { seconds: 30 });
  expect((await world.answered('GET', file.path)).body).toBe('sent twice');
  return reached;
};
