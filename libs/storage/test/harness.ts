import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Driver } from '../src/drivers/driver.ts';
import { location } from '../src/location.ts';
import type { Storage, StorageConfig } from '../src/storage.ts';

/** A store under test, and the driver below its encryption to look at stored bytes and to spoil them. */
export interface Harness {
  config: StorageConfig;
  storage: Storage;
  driver: Driver;
}

/** A location that no other test uses. */
export function fresh(): string {
  return location('tests', randomUUID(), 'object');
}

export async function* once(...pieces: (Uint8Array | string)[]): AsyncGenerator<Uint8Array | string> {
  yield* pieces;
}

/** Yields `pieces`, then fails. */
export async function* failing(error: Error, ...pieces: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
  throw error;
}

export async function bytesOf(stream: Readable): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** Everything a reader got before the stream ended or failed. */
export async function readAll(storage: Storage, at: string, key: Buffer): Promise<{ plain: Buffer; error?: unknown }> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of await storage.read(at, key)) pieces.push(piece as Buffer);
    return { plain: Buffer.concat(pieces) };
  } catch (error) {
    return { plain: Buffer.concat(pieces), error };
  }
}

export async function storedBytes(driver: Driver, at: string): Promise<Buffer> {
  const object = await driver.open(at, 1);
  return bytesOf(await object.read(0, object.size - 1));
}

export async function putStored(driver: Driver, at: string, stored: Buffer): Promise<void> {
  await driver.put(
    at,
    (async function* () {
      yield stored;
    })(),
  );
}

export async function listed(storage: Storage, prefix: string): Promise<string[]> {
  return (await Array.fromAsync(storage.list(prefix))).sort();
}
