import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readConfig, STORAGE_CONFIG, storageConfig } from '@lethe/platform';
import { openStorage } from '@lethe/storage';
import { z } from 'zod';
import type { Searched } from './searched.ts';
import { UsageError } from './usage-error.ts';

/**
 * The parts of stack.json that this tool needs; of a deployment with its engine and containers, of the embedded stack
 * with its processes.
 */
const Description = z.object({
  databases: z.record(z.string(), z.string()).and(z.object({ admin: z.string() })),
  storage: z.string(),
  services: z.array(z.object({ name: z.string(), pid: z.number() })).optional(),
  engine: z.string().optional(),
  containers: z.record(z.string(), z.string()).optional(),
});

/**
 * What a stack.json describes. With `LETHE_STORAGE_S3_*` in the environment the storage is that bucket. @throws
 * UsageError
 */
export function readStack(file: string, environment: NodeJS.ProcessEnv = process.env): Searched {
  return describedBy(parse(file), dirname(file), environment);
}

export function describedBy(
  description: unknown,
  folder: string,
  environment: NodeJS.ProcessEnv = process.env,
): Searched {
  const parsed = Description.safeParse(description);
  if (!parsed.success) throw new UsageError('This is no stack.json: databases or storage are missing in it.');
  const { storage, ...rest } = parsed.data;
  const storedAs = storageConfig(readConfig(z.object(STORAGE_CONFIG), { ...environment, LETHE_STORAGE_PATH: storage }));
  return { ...rest, ...(rest.engine === undefined && { home: folder }), storedAs, storage: openStorage(storedAs) };
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch {
    throw new UsageError(
      `There is no running stack (${file}): start it with \`npm start\`, or name its stack.json with --stack.`,
    );
  }
}
