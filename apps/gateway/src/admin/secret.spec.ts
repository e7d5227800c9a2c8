import { scryptSync } from 'node:crypto';
import { hashSecret, newSecret, secretMatches } from './secret.ts';

it('makes secrets of 256 bits, each another one', () => {
  const made = Array.from({ length: 100 }, newSecret);
  expect(new Set(made).size).toBe(100);
  for (const secret of made) expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
});

it('keeps a hash by scrypt (N 16384, r 8, p 1) with a salt of its own, and nothing of the secret', async () => {
  const secret = newSecret();
  const [one, other] = [await hashSecret(secret), await hashSecret(secret)];
  expect(one).not.toBe(other);
  const [scheme, salt = '', hash] = one.split(':');
  expect([scheme, Buffer.from(salt, 'base64url').length]).toEqual(['scrypt', 16]);
  expect(scryptSync(secret, Buffer.from(salt, 'base64url'), 32, { N: 16_384, r: 8, p: 1 }).toString('base64url')).toBe(
    hash,
  );
  expect(one).not.toContain(secret);
});

it('recognises the secret and nothing else, whatever is stored', async () => {
  const stored = await hashSecret('Šecret of somebody');
  expect(await secretMatches('Šecret of somebody', stored)).toBe(true);
  // Typed on another keyboard: the same letters, composed otherwise.
  expect(await secretMatches('Šecret of somebody'.normalize('NFD'), stored)).toBe(true);
  for (const wrong of ['', 'Secret of somebody', 'Šecret of somebody ', stored])
    expect(await secretMatches(wrong, stored)).toBe(false);
  for (const broken of [
    '',
    'scrypt',
    'scrypt::',
    stored.slice(0, -2),
    'plain:Šecret of somebody',
    'Šecret of somebody',
  ])
    expect(await secretMatches('Šecret of somebody', broken)).toBe(false);
});
