import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { agent, customer, interaction } from '../test/interactions.ts';
import { contact, RunningConversations, user } from '../test/running-conversations.ts';

let service: RunningConversations;
beforeAll(async () => (service = await RunningConversations.start()), 60_000);
afterAll(() => service?.stop());

const PLACES = ['0', '1', '2', '3'];

/**
 * Each letter: a customer with that contact, several with the same one if it is there twice; `-` a customer without,
 * `@` an agent.
 */
it('in whatever order contacts are erased, nothing is left of them, and of the others all but what the last one takes along', async () => {
  const participants = fc.array(fc.constantFrom('a', 'b', 'c', '-', '@'), { minLength: 1, maxLength: PLACES.length });
  await fc.assert(
    fc.asyncProperty(participants, fc.shuffledSubarray(['a', 'b', 'c', '@']), async (who, erased) => {
      service.newOrganisation();
      const ids: Record<string, string> = { a: randomUUID(), b: randomUUID(), c: randomUUID(), '@': randomUUID() };
      await service.import(
        interaction(
          who.map((one, at) =>
            one === '@' ? agent(ids['@']) : { ...customer(String(at), ids[one]), attributes: undefined },
          ) as never,
        ),
      );
      for (const one of erased) await service.erase(one === '@' ? user(ids[one]!) : contact(ids[one]!));
      const left = await service.all();
      const contacts = who.filter((one) => 'abc'.includes(one));
      const isOver = contacts.length > 0 && contacts.every((one) => erased.includes(one));
      const names = (await service.rows('participant'))
        .sort((one, other) => one.position - other.position)
        .map(({ name }) => name !== null);
      expect(names).toEqual(who.map((one) => !erased.includes(one)));
      expect(who.map((_, at) => left.includes(`body of ${at}`))).toEqual(
        who.map((one) => !isOver && (one === '@' || !erased.includes(one))),
      );
      expect(who.map((_, at) => left.includes(`said by ${at}`))).toEqual(who.map(() => !isOver));
    }),
    { numRuns: 60 },
  );
}, 120_000);
