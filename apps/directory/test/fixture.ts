import type { DomainFixture } from '@lethe/testing';
import { v7 } from 'uuid';
import { directory } from '../src/directory.ts';
import { User } from '../src/entities/user.ts';
import { migrations } from '../src/migrations/index.ts';

/** Everything that the directory can hold of a person. Deleted, so that two of them may have one e-mail address. */
export const directoryFixture: DomainFixture = {
  definition: directory,
  migrations,
  async seed(manager, { organisationId }, person) {
    const id = v7();
    const name = `${person.given} ${person.family}`;
    await manager.save(
      manager.create(User, {
        organisationId,
        id,
        name,
        email: person.email,
        username: person.email,
        preferredName: person.given,
        title: person.note,
        department: 'Sales',
        state: 'deleted',
        divisionId: organisationId,
        chat: { jabberId: person.handle },
        employerInfo: { officialName: name, employeeId: person.externalId },
        addresses: [
          { address: person.phone, mediaType: 'PHONE', type: 'WORK' },
          { address: person.email, mediaType: 'EMAIL', type: 'WORK' },
          { mediaType: 'PHONE', type: 'OTHER', extension: '12' },
        ],
        biography: { biography: person.note, spouse: person.note },
        geolocation: { city: person.city },
        locations: [{ notes: person.street }],
      }),
    );
    return { type: 'userId', id };
  },
};
