import { Injectable } from '@nestjs/common';
import { inSystem } from '@lethe/persistence';
import { importJWK, type CryptoKey, type JWK } from 'jose';
import { DataSource } from 'typeorm';
import { databaseTime, ensureSigningKey } from '../admin/signing-keys.ts';
import { SigningKey } from '../entities/signing-key.ts';

/**
 * Another gateway or an operator may have rotated the key, or taken one away. The former one may sign for an hour after
 * a rotation (`ACCEPTED_AFTER_ROTATION_MS`), but one that was taken away has to go as quickly as a disabled client.
 */
const FRESH_MS = 5_000;
/** A token with a made-up key id must not cost a query each. */
const RELOAD_MS = 1_000;

interface LoadedKey {
  kid: string;
  algorithm: string;
  publicJwk: JWK;
  publicKey: CryptoKey;
  privateKey?: CryptoKey;
  retires: number;
}

/** The key pairs as the database has them; the first use makes the first key. */
@Injectable()
export class SigningKeys {
  private keys: LoadedKey[] = [];
  private loadedAt = -Infinity;
  /** The database's time when the keys were loaded. */
  private loadedMs = 0;
  private loading: Promise<void> | undefined;

  constructor(private readonly dataSource: DataSource) {}

  /**
   * The database's time, counted on from the last look: gateways agree on it, whatever their own clocks say and if they
   * are set meanwhile.
   */
  async now(): Promise<Date> {
    if (this.loadedAt === -Infinity) await this.refresh(FRESH_MS);
    return new Date(this.nowMs());
  }

  /** The key to sign with. */
  async current(): Promise<{ kid: string; algorithm: string; key: CryptoKey }> {
    await this.refresh(FRESH_MS);
    const current = this.keys.find((key) => key.privateKey !== undefined);
    if (current?.privateKey === undefined) throw new Error('There is no signing key.');
    return { kid: current.kid, algorithm: current.algorithm, key: current.privateKey };
  }

  /** The public key of that id, while its signatures are accepted. */
  async verificationKey(kid: string): Promise<CryptoKey | undefined> {
    await this.refresh(this.accepted(kid) === undefined ? RELOAD_MS : FRESH_MS);
    return this.accepted(kid)?.publicKey;
  }

  /** For `/.well-known/jwks.json`. */
  async published(): Promise<JWK[]> {
    await this.refresh(FRESH_MS);
    return this.keys.filter((key) => key.retires > this.nowMs()).map((key) => key.publicJwk);
  }

  private nowMs(): number {
    return this.loadedMs + performance.now() - this.loadedAt;
  }

  private accepted(kid: string): LoadedKey | undefined {
    return this.keys.find((key) => key.kid === kid && key.retires > this.nowMs());
  }

  private async refresh(maxAgeMs: number): Promise<void> {
    if (performance.now() - this.loadedAt < maxAgeMs) return;
    this.loading ??= this.load().finally(() => (this.loading = undefined));
    await this.loading;
  }

  private async load(): Promise<void> {
    const { rows, now, at } = await inSystem(
      this.dataSource,
      async (manager) => {
        await ensureSigningKey(manager);
        const found = await manager.find(SigningKey, { order: { createdDate: 'DESC' } });
        return { rows: found, now: await databaseTime(manager), at: performance.now() };
      },
      'ensureSigningKey',
    );
    this.keys = await Promise.all(rows.map(imported));
    [this.loadedMs, this.loadedAt] = [now.getTime(), at];
  }
}

async function imported(row: SigningKey): Promise<LoadedKey> {
  const { kid, algorithm, publicJwk, privateJwk, retiresDate } = row;
  const publicKey = (await importJWK(publicJwk, algorithm)) as CryptoKey;
  const privateKey = privateJwk === null ? undefined : ((await importJWK(privateJwk, algorithm)) as CryptoKey);
  return { kid, algorithm, publicJwk, publicKey, privateKey, retires: retiresDate?.getTime() ?? Infinity };
}
