import { Injectable } from '@nestjs/common';
import { inSystem } from '@lethe/persistence';
import { importJWK, type CryptoKey, type JWK } from 'jose';
import { DataSource } from 'typeorm';
import { ensureSigningKey } from '../admin/signing-keys.ts';
import { SigningKey } from '../entities/signing-key.ts';

/**
 * Another gateway or an operator may have rotated the key, or taken one away. The former one may sign for an hour after a rotation
 * (`ACCEPTED_AFTER_ROTATION_MS`), but one that was taken away has to go as quickly as a disabled client.
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
  private loading: Promise<void> | undefined;

  constructor(private readonly dataSource: DataSource) {}

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
    return this.keys.filter((key) => key.retires > Date.now()).map((key) => key.publicJwk);
  }

  private accepted(kid: string): LoadedKey | undefined {
    return this.keys.find((key) => key.kid === kid && key.retires > Date.now());
  }

  private async refresh(maxAgeMs: number): Promise<void> {
    if (performance.now() - this.loadedAt < maxAgeMs) return;
    this.loading ??= this.load().finally(() => (this.loading = undefined));
    await this.loading;
  }

  private async load(): Promise<void> {
    const rows = await inSystem(this.dataSource, async (manager) => {
      await ensureSigningKey(manager);
      return manager.find(SigningKey, { order: { createdDate: 'DESC' } });
    }, 'ensureSigningKey');
    this.keys = await Promise.all(rows.map(imported));
    this.loadedAt = performance.now();
  }
}

async function imported(row: SigningKey): Promise<LoadedKey> {
  const { kid, algorithm, publicJwk, privateJwk, retiresDate } = row;
  const publicKey = (await importJWK(publicJwk, algorithm)) as CryptoKey;
  const privateKey = privateJwk === null ? undefined : ((await importJWK(privateJwk, algorithm)) as CryptoKey);
  return { kid, algorithm, publicJwk, publicKey, privateKey, retires: retiresDate?.getTime() ?? Infinity };
}
