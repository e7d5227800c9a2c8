import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ConfigError, COMMON_CONFIG, PSEUDONYM_CONFIG, readConfig, STORAGE_CONFIG } from './config.ts';
import { isLocal } from './secret.ts';

const SCHEMA = z.object({ ...COMMON_CONFIG, ...PSEUDONYM_CONFIG, ...STORAGE_CONFIG });
const PASSWORD = 'c0b1f97d64e2a8530d9f';
const GOOD = {
  LETHE_DATABASE_URL: `postgres://lethe_dialer:${PASSWORD}@db.example:5432/lethe_dialer`,
  LETHE_NATS_URL: 'nats://nats:4222',
  LETHE_NATS_SEED: 'SUAMK2FG4MI6UE3ACF3FK3OIQBCEIEZV7NSWFFEW63UXMRLFM2XLAXK4GY',
  LETHE_PSEUDONYM_KEY: randomBytes(32).toString('hex'),
};
/** What a service says about this environment; empty when it would start. */
function refusal(environment: Record<string, string>): string {
  try {
    readConfig(SCHEMA, environment);
    return '';
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message;
  }
}
const urlWith = (password: string) => `postgres://lethe_dialer:${encodeURIComponent(password)}@127.0.0.1/lethe_dialer`;

it('takes secrets that were made, of every kind that tools make', () => {
  expect(refusal(GOOD)).toBe('');
  for (let made = 0; made < 500; made++) {
    expect(
      refusal({
        ...GOOD,
        LETHE_PSEUDONYM_KEY: randomBytes(32).toString('base64url'),
        LETHE_DATABASE_URL: urlWith(randomBytes(16).toString(made % 2 ? 'hex' : 'base64')),
      }),
    ).toBe('');
  }
  expect(refusal({ ...GOOD, LETHE_PSEUDONYM_KEY: 'correct horse battery staple and a river' })).toBe('');
});

it('takes a database without a password through a socket of this machine only', () => {
  expect(
    refusal({ ...GOOD, LETHE_DATABASE_URL: 'postgres://lethe_dialer@localhost/lethe_dialer?host=/run/postgresql' }),
  ).toBe('');
  expect(refusal({ ...GOOD, LETHE_DATABASE_URL: 'postgres://lethe_dialer@127.0.0.1/lethe_dialer' })).toMatch(
    /LETHE_DATABASE_URL: has no password: .*openssl/,
  );
});

it.each([
  'changeme',
  'postgres',
  'lethe_dialer',
  'lethe_dialer_lethe_dialer',
  'change-me-please-now-123',
  'aaaaaaaaaaaaaaaaaaaaaaaa',
  'abcabcabcabcabcabcabc',
  'password123password123',
  'supersecretpassword!',
  'short-4Fq',
  'PostgreSQL-Admin-2024',
  'changeit changeit',
])('refuses the password %s, without repeating it', (password) => {
  const said = refusal({ ...GOOD, LETHE_DATABASE_URL: urlWith(password) });
  expect(said).toMatch(/LETHE_DATABASE_URL: has a password that .*openssl rand/);
  expect(said).not.toContain(password);
});

it.each([
  '',
  'thirty-one characters of a key!',
  'k'.repeat(32),
  'changemechangemechangemechangeme',
  'this-is-my-very-secret-pseudonym-key-please-change-me',
  '0123456789'.repeat(4),
  'lethe-development-pseudonym-key-0001',
  'abcdefghijklmnopqrstuvwxyz012345',
])('refuses the pseudonym key "%s", without repeating it', (key) => {
  const said = refusal({ ...GOOD, LETHE_PSEUDONYM_KEY: key });
  expect(said).toMatch(/LETHE_PSEUDONYM_KEY: (?:is missing: set it, or LETHE_PSEUDONYM_KEY_FILE|.*openssl rand)/);
  if (key !== '') expect(said).not.toContain(key);
});

it.each([
  ['LETHE_STORAGE_S3_SECRET_KEY', 'minioadmin', /is too short/],
  ['LETHE_STORAGE_S3_SECRET_KEY', 'minioadminminioadmin', /repeats/],
  ['LETHE_NATS_SEED', 'UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4', /not the seed of a user key/],
  ['LETHE_NATS_SEED', '', /LETHE_NATS_SEED: is missing: NATS of another machine/],
  ['LETHE_DATABASE_URL', 'mysql://lethe_dialer:c0b1f97d64e2a8530d9f@db/x', /is not of the form postgres:/],
])('refuses %s with %s', (name, value, said) => {
  const text = refusal({ ...GOOD, [name]: value });
  expect(text).toMatch(said);
  expect(text).toContain(name);
  if (value !== '') expect(text).not.toContain(value);
});

it('knows which brokers are on this machine', () => {
  for (const local of [
    'nats://127.0.0.1:4222',
    '127.0.0.1:4222',
    'localhost',
    'nats://[::1]:4222',
    'nats://127.0.0.1:1,nats://localhost:2',
  ])
    expect([local, isLocal(local)]).toEqual([local, true]);
  for (const remote of [
    'nats://nats:4222',
    'nats://127.0.0.1.example:4222',
    'nats://127.0.0.1:4222,nats://10.0.0.1:4222',
  ])
    expect([remote, isLocal(remote)]).toEqual([remote, false]);
});
