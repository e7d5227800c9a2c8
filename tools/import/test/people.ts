import type { Identity, Row } from '../src/rows/identity.ts';

export function identity(changes: Partial<Identity> = {}): Identity {
  return {
    Number: '2564',
    Title: 'Ms.',
    GivenName: 'Lamara',
    MiddleInitial: 'I',
    Surname: 'Inarkaevich',
    StreetAddress: 'R Família Marques 19',
    City: 'Montijo',
    State: 'SE',
    ZipCode: '2870-021',
    Country: 'PT',
    EmailAddress: 'lamara@example.com',
    TelephoneNumber: '21 265 247 1573',
    TelephoneCountryCode: '351',
    Occupation: 'Designer',
    Company: 'Pro Property',
    ...changes,
  };
}

/** Rows of different people, as a file would give them. */
export function rows(count: number): Row[] {
  return Array.from({ length: count }, (_, index) => ({
    line: index + 2,
    index,
    identity: identity({
      Number: String(1000 + index),
      Surname: `Inarkaevich${index}`,
      EmailAddress: `lamara${index}@example.com`,
      TelephoneNumber: `21 265 ${1000 + index}`,
    }),
  }));
}
