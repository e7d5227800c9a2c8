import { randomUUID } from 'node:crypto';
import { FreshStores } from './support/fresh-stores.ts';
import { Lethe } from './support/lethe.ts';
import { lookingInside } from './support/where.ts';

const { describe } = lookingInside();

const MARTA = { firstName: 'Marta', lastName: 'Krátká', personalEmail: 'marta@example.org' };

/** The whole person, and nothing out of reach (docs/requirements.md, D23 to D25). */
describe('what a request reaches', () => {
  let lethe: Lethe;
  let stores: FreshStores;
  beforeAll(async () => {
    lethe = await Lethe.start();
  }, 120_000);
  beforeEach(async () => {
    stores = await FreshStores.of(lethe);
  });
  afterAll(() => lethe?.stop(), 60_000);

  it('is nobody, where no record carries the id', async () => {
    await expect(stores.erase({ externalContactId: randomUUID() })).rejects.toThrow('404');
  });

  describe('of a merge set', () => {
    const A = { firstName: 'Anna', lastName: 'Bílá', personalEmail: 'a@example.org', externalIds: [{ value: 'A-1' }] };
    const set = async () => {
      const [a, b] = [
        await stores.contact(A),
        await stores.contact({ firstName: 'Anna', lastName: 'Černá', personalEmail: 'b@example.org' }),
      ];
      const stranger = await stores.contact({ firstName: 'Anna', lastName: 'Bílá', personalEmail: 'c@example.org' });
      const conversation = await stores.conversation({ externalContactId: b, name: 'Anna Černá' });
      return { members: [a, b, await stores.merged(a, b)], stranger, conversation };
    };

    it('is all of it, by the e-mail address of one: within the request, as its search says', async () => {
      const { members, stranger } = await set();
      expect((await stores.found('EMAIL', A.personalEmail)).sort()).toEqual(members.toSorted());
      await stores.erase({ emailAddresses: [A.personalEmail] });
      for (const id of members) expect(await stores.contactOf(id)).toBeUndefined();
      expect(await stores.contactOf(stranger)).toBeDefined();
    });
  });

  it('asks nothing of a field that is null', async () => {
    const contact = await stores.contact(MARTA);
    const { request } = await stores.completed('GDPR_GET', {
      externalContactId: contact,
      name: null,
      userId: null,
      addresses: null,
    });
    expect(request.subject).toMatchObject({ externalContactId: contact });
  });
});
