import { Task } from '@lethe/contracts';
import { digestOf } from './inbox.ts';

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const sent = {
  taskId: id(1),
  requestId: id(2),
  fence: 3,
  context: { organisationId: id(4), correlationId: id(5), defaultCountry: 'PT' },
  subject: { keys: [{ key: 'a@b.example', kind: 'EMAIL' }], id: { id: id(6), type: 'externalContactId' } },
  replacementTerms: [{ updatedValue: 'b', existingValue: 'a', type: 'NAME' }],
};

/** Stands in the inboxes of deployments. */
const STORED = '73DCOo56w6h6SAQnRhMuXvac5Gkt0nu0q78wi9pQawU';

describe('the digest of a task', () => {
  it('is what former versions have stored', () => {
    expect(digestOf('rectify', Task.parse(sent))).toBe(STORED);
  });

  it('does not depend on what only a newer version sends', () => {
    const grown = { ...sent, next: 1, subject: { ...sent.subject, next: 1 }, context: { ...sent.context, next: 1 } };
    expect(digestOf('rectify', Task.parse(grown))).toBe(STORED);
  });

  it('does not depend on fence and trace, and does on everything else', () => {
    expect(
      digestOf('rectify', Task.parse({ ...sent, fence: 9, context: { ...sent.context, correlationId: id(9) } })),
    ).toBe(STORED);
    for (const other of [{ requestId: id(9) }, { replacementTerms: [] }, { subject: { keys: [] } }])
      expect(digestOf('rectify', Task.parse({ ...sent, ...other }))).not.toBe(STORED);
    expect(digestOf('erase', Task.parse(sent))).not.toBe(STORED);
  });
});
