import { conformance } from '@lethe/testing';
import { v7 } from 'uuid';
import { Customer } from './entities/customer.ts';
import { migrations } from './migrations/index.ts';
import { journeyDomain } from './journey.ts';

/** Everything that the domain can hold of a person. */
conformance({
  definition: journeyDomain,
  migrations,
  async seed(manager, { organisationId }, person) {
    const id = v7();
    const externalContactId = v7();
    const name = `${person.given} ${person.family}`;
    await manager.save(
      manager.create(Customer, {
        organisationId,
        id,
        externalContactId,
        name,
        email: person.email,
        phone: person.phone,
        status: 'open',
      }),
    );
    return { type: 'externalContactId', id: externalContactId };
  },
});
