import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** About 30 ms and 16 MiB: a made-up secret has 256 bits anyway, one chosen by hand has not. */
const COST: ScryptOptions = { N: 16_384, r: 8, p: 1 };
const BYTES = 32;

/** A new client secret, 43 characters. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** `scrypt:<salt>:<hash>`, base64url. */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt:${salt.toString('base64url')}:${(await derive(secret, salt)).toString('base64url')}`;
}

export async function secretMatches(secret: string, stored: string): Promise<boolean> {
  const [, salt = '', hash = ''] = stored.split(':');
  const expected = Buffer.from(hash, 'base64url');
  const actual = await derive(secret, Buffer.from(salt, 'base64url'));
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

function derive(secret: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(secret.normalize('NFC'), salt, BYTES, COST, (error, key) => (error ? reject(error) : resolve(key))),
  );
}
