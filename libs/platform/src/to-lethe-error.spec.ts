import { ERROR_STATUS, LetheError } from '@lethe/contracts';
import { z } from 'zod';
import { toLetheError } from './to-lethe-error.ts';

describe('anything thrown', () => {
  const coded = (code: string, message = 'boom') => Object.assign(new Error(message), { code });

  it.each([
    coded('ECONNREFUSED'),
    coded('57P01'),
    coded('25P03'),
    coded('53300'),
    coded('08006'),
    new Error('Connection terminated unexpectedly'),
    new AggregateError([coded('ECONNREFUSED')]),
  ])('is 503 with Retry-After when something is away: %s', (thrown) => {
    const error = toLetheError(new Error('query failed', { cause: thrown }));
    expect(error.status).toBe(503);
    expect(error.options.retryAfter).toBeGreaterThan(0);
  });

  it('passes an error of ours on', () => {
    const error = new LetheError('contact.not.found', 'No such contact.');
    expect(toLetheError(error)).toBe(error);
  });

  it('is 500 otherwise, without its message', () => {
    const error = toLetheError(coded('23505', 'Key (email)=(marie@praha.example) already exists.'));
    expect(error.status).toBe(500);
    expect(JSON.stringify(error.toBody('c'))).not.toContain('marie');
  });

  it('names the fields that a schema refused, not their values', () => {
    const refused = z.object({ kind: z.enum(['A', 'B']) }).safeParse({ kind: 'marie@praha.example' });
    const error = toLetheError(refused.error);
    expect(error.toBody('c')).toMatchObject({ status: 400, code: 'invalid.value', details: [{ fieldName: 'kind' }] });
    expect(JSON.stringify(error.toBody('c'))).not.toContain('marie');
  });

  it.each([400, 404, 413, 415, 418])('keeps the kind of an HTTP error %i', (statusCode) => {
    const { status } = toLetheError(Object.assign(new Error('x'), { statusCode }));
    expect(status).toBe(statusCode === 418 ? 400 : statusCode);
    expect(Object.values(ERROR_STATUS)).toContain(status);
  });
});
