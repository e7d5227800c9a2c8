import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { succeeds } from './command.ts';
import { keep } from './nats-by-apt.ts';

const VERSION = '2.12.15';
/** SHA-256 of the release's archives, as the official Docker images check them (nats-io/nats-docker, 2.12.x). */
const CHECKSUMS: Record<string, string | undefined> = {
  'linux-amd64': '58ab8131f819263897e2fc38e503e1b755b63bcafeecc7d12582487df48ca15e',
  'linux-arm64': 'b724db99fefbf8f5c808baa82819ee50350aee9734017e4a478f7e545cef3ab6',
};

/** The official release, where apt is not to be had. */
export async function downloadRelease(cache: string, signal?: AbortSignal): Promise<string | undefined> {
  const platform = `${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
  const expected = CHECKSUMS[platform];
  if (expected === undefined) return undefined;
  const name = `nats-server-v${VERSION}-${platform}`;
  const archive = await download(
    `https://github.com/nats-io/nats-server/releases/download/v${VERSION}/${name}.tar.gz`,
    signal,
  );
  if (archive === undefined || createHash('sha256').update(archive).digest('hex') !== expected) return undefined;
  const work = `${cache}.release.${process.pid}`;
  try {
    mkdirSync(work, { recursive: true });
    writeFileSync(join(work, 'archive.tar.gz'), archive);
    if (!(await succeeds('tar', ['-xzf', 'archive.tar.gz'], work, signal))) return undefined;
    return keep(join(work, name, 'nats-server'), cache);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function download(url: string, signal?: AbortSignal): Promise<Buffer | undefined> {
  try {
    const timeout = AbortSignal.timeout(120_000);
    const response = await fetch(url, { signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
    return response.ok ? Buffer.from(await response.arrayBuffer()) : undefined;
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}
