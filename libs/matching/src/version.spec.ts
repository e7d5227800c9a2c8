import { createHash } from 'node:crypto';

import { ADDRESS_CASES } from '../test/address-cases.ts';
import { EMAIL_CASES } from '../test/email-cases.ts';
import { NAME_CASES } from '../test/name-cases.ts';
import { PHONE_CASES } from '../test/phone-cases.ts';
import { identifierKeys, MATCHING_VERSION, possibleKeys, type StoredIdentifier } from './index.ts';

const values: StoredIdentifier[] = [
  ...NAME_CASES.map(([, name]) => ({ kind: 'NAME' as const, name: typeof name === 'string' ? { whole: name } : name })),
  ...PHONE_CASES.map(([, one]) => ({ kind: 'PHONE' as const, ...(typeof one === 'string' ? { value: one } : one) })),
  ...EMAIL_CASES.map(([, value]) => ({ kind: 'EMAIL' as const, value })),
  ...ADDRESS_CASES.map(([, address]) => ({ kind: 'ADDRESS' as const, address })),
];

/** A key changed: raise MATCHING_VERSION and write the new digest here. Another case alone: the digest only. */
it('stored keys are those of this version', () => {
  const keys = values.map((value) => [...identifierKeys(value, 'AT'), ...possibleKeys(value, 'AT')].toSorted());
  const digest = createHash('sha256').update(JSON.stringify(keys)).digest('hex').slice(0, 16);
  expect({ version: MATCHING_VERSION, digest }).toEqual({ version: 3, digest: '8a83f8dae9056d72' });
});
