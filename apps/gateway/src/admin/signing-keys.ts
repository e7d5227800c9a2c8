import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@lethe/persistence';
import { exportJWK, generateKeyPair } from 'jose';
import { IsNull, LessThan, MoreThan } from 'typeorm';
import { SigningKey } from '../entities/signing-key.ts';

export const ALGORITHM = 'ES256';
/** Any constant: two gateways that start at once must not make two keys. */
const LOCK = 7_310_552;
/**
 * The longest validity of a token (48 h), and an hour in which other gateways may still sign with the key they know.
 */
const ACCEPTED_AFTER_ROTATION_MS = (172_800 + 3_600) * 1_000;
/** A key takes over from one that is older than this. */
const MAX_AGE_MS = 30 * 86_400_000;

/**
 * A new key signs from now on; the former one is accepted until the last token it signed has expired. Returns the new
 * key's id.
 */
export async function rotateSigningKey(manager: EntityManager): Promise<string> {
  await manager.query('select pg_advisory_xact_lock($1)', [LOCK]);
  return replaceKey(manager);
}

/** Makes the first key, and a new one when the current one is 30 days old. */
export async function ensureSigningKey(manager: EntityManager): Promise<void> {
  await manager.query('select pg_advisory_xact_lock($1)', [LOCK]);
  const now = await databaseTime(manager);
  const young = { retiresDate: IsNull(), createdDate: MoreThan(new Date(now.getTime() - MAX_AGE_MS)) };
  if (!(await manager.existsBy(SigningKey, young))) await replaceKey(manager);
}

/** The clock that all gateways have in common. Not `lethe_now()`: a test that moves deadlines does not mean tokens. */
export async function databaseTime(manager: EntityManager): Promise<Date> {
  const [row] = await manager.query<{ now: Date }[]>('select clock_timestamp() as now');
  return row!.now;
}

async function replaceKey(manager: EntityManager): Promise<string> {
  const now = await databaseTime(manager);
  await manager.delete(SigningKey, { retiresDate: LessThan(now) });
  await manager.update(
    SigningKey,
    { retiresDate: IsNull() },
    { retiresDate: new Date(now.getTime() + ACCEPTED_AFTER_ROTATION_MS), privateJwk: null },
  );
  const { publicKey, privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const kid = randomUUID();
  await manager.insert(SigningKey, {
    kid,
    algorithm: ALGORITHM,
    publicJwk: { ...(await exportJWK(publicKey)), kid, alg: ALGORITHM, use: 'sig' },
    privateJwk: await exportJWK(privateKey),
    createdDate: now,
    retiresDate: null,
  });
  return kid;
}
