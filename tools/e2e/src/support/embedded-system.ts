import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Stack } from '@lethe/stack';
import { openStorage, type Storage } from '@lethe/storage';
import { startS3Server, until } from '@lethe/testing';
import { freeze, pidOf } from './processes.ts';
import { startOwnStack } from './own-stack.ts';
import type { System } from './system.ts';

/** A stack of its own, forgotten when it is stopped. */
export async function startEmbedded(
  environment: Record<string, string> = {},
  storage?: Storage,
  stopAlso?: () => Promise<void>,
): Promise<System> {
  const stack = await startOwnStack({ environment });
  const home = stack.home.path;
  return {
    home,
    get description() {
      return stack.description;
    },
    storage: storage ?? openStorage({ kind: 'fs', path: stack.description.storage }),
    logs: async () => logsOf(stack),
    pids: async () => Object.fromEntries(stack.services.map(({ name, pid }) => [name, pid])),
    kill: (name) => killAndAwait(stack, name),
    freeze: async (name) => {
      const thaw = freeze(name, pidOf(stack, name));
      return async () => thaw();
    },
    stop: async () => {
      await stack.stop();
      await stopAlso?.();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export async function startEmbeddedWithBucket(): Promise<System> {
  const { config, stop } = await startS3Server();
  const environment = {
    LETHE_STORAGE_S3_ENDPOINT: config.endpoint!,
    LETHE_STORAGE_S3_REGION: config.region,
    LETHE_STORAGE_S3_BUCKET: config.bucket,
    LETHE_STORAGE_S3_ACCESS_KEY: config.accessKey,
    LETHE_STORAGE_S3_SECRET_KEY: config.secretKey,
  };
  return startEmbedded(environment, openStorage(config), stop);
}

/** Whole folders: nothing that was written beside the known logs may go unread. */
export function logsOf(stack: Pick<Stack, 'services'>): { place: string; text: string }[] {
  return [...new Set(stack.services.map(({ log }) => dirname(log)))].flatMap((path) =>
    readdirSync(path).map((name) => ({ place: join(path, name), text: readFileSync(join(path, name), 'utf8') })),
  );
}

/** Resolves when another process has taken its place, or is about to: 0 between the two. */
async function killAndAwait(stack: Stack, name: string): Promise<void> {
  const pid = pidOf(stack, name);
  process.kill(pid, 'SIGKILL');
  await until(`the end of ${name}`, () => pidOf(stack, name) !== pid);
}
