import { AdminError } from '@lethe/gateway/admin';
import type { NatsConfig } from '@lethe/messaging';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { findStack } from './find-database.ts';

const ANSWER_MS = 10_000;

const Ready = z.object({ defaultCountry: z.string(), domains: z.array(z.object({ name: z.string() })) });

/** What the gateway says of the deployment: the country of phone numbers that carry none, and which domains there are. */
export interface Deployment {
  defaultCountry: string;
  domains: string[];
}

/** Where the services are: `LETHE_API`, `LETHE_NATS_URL` and `LETHE_NATS_SEED` (or `_FILE`), else the stack. */
export function findServices(environment: NodeJS.ProcessEnv = process.env): { api: string; nats: NatsConfig } {
  const { file, stack } = findStack(environment);
  const { LETHE_API: api = stack?.api, LETHE_NATS_URL: url = stack?.nats } = environment;
  if (!api || !url)
    throw new AdminError(
      `There is no running stack (${file}): start it with \`npm start\`, or set LETHE_API and LETHE_NATS_URL.`,
    );
  return {
    api,
    nats: { url, seed: givenSeed(environment) ?? (environment['LETHE_NATS_URL'] ? undefined : stack?.natsSeed) },
  };
}

function givenSeed({ LETHE_NATS_SEED: seed, LETHE_NATS_SEED_FILE: file }: NodeJS.ProcessEnv): string | undefined {
  if (!file) return seed || undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new AdminError('LETHE_NATS_SEED_FILE names a file that cannot be read.');
  }
}

/** @throws AdminError when the gateway does not answer, or is of a version without it */
export async function askGateway(api: string): Promise<Deployment> {
  const answer = await fetch(`${api}/readyz`, { signal: AbortSignal.timeout(ANSWER_MS) })
    .then((response) => response.json())
    .catch(() => undefined);
  const ready = Ready.safeParse(answer);
  if (!ready.success)
    throw new AdminError(`The gateway at ${api} does not say what is deployed: is it running, and of this version?`);
  return { defaultCountry: ready.data.defaultCountry, domains: ready.data.domains.map(({ name }) => name) };
}
