import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { databaseUrl, isLocal, natsSeed, secret } from './secret.ts';

/**
 * Reads the environment once, checks it and returns one typed object. A variable `X` may be given as `X_FILE`, the path
 * of a file that holds the value (for secrets). On a mistake the process ends with the names of the variables, never
 * their values.
 */
export function readConfig<T extends z.ZodObject>(
  schema: T,
  environment: NodeJS.ProcessEnv = process.env,
): z.output<T> {
  const values: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const value = valueOf(name, environment);
    if (value !== undefined && value !== '') values[name] = value;
  }
  const parsed = schema.safeParse(values);
  const problems = [
    ...(parsed.error?.issues ?? []).map(
      (issue) => `  ${issue.path.join('.')}: ${issue.code === 'custom' ? issue.message : describe(issue)}`,
    ),
    ...missingSeed(values),
  ];
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new ConfigError(`The environment is not complete:\n${problems.join('\n')}`);
}

/** A broker of another machine that lets everybody in would show everybody's data. */
function missingSeed({ LETHE_NATS_URL: url, LETHE_NATS_SEED: seed }: Record<string, string>): string[] {
  return url === undefined || seed !== undefined || isLocal(url)
    ? []
    : ['  LETHE_NATS_SEED: is missing: NATS of another machine needs a key (set it, or LETHE_NATS_SEED_FILE)'];
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

function valueOf(name: string, environment: NodeJS.ProcessEnv): string | undefined {
  const file = environment[`${name}_FILE`];
  if (file === undefined || file === '') return environment[name];
  try {
    assertPrivate(name, file);
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`${name}_FILE names a file that cannot be read.`);
  }
}

/** A secret that others could read is no secret any more. Windows knows no modes. */
function assertPrivate(name: string, file: string): void {
  if (process.platform === 'win32' || (statSync(file).mode & 0o077) === 0) return;
  throw new ConfigError(
    `${name}_FILE names a file that others may read: replace what they may have seen, then \`chmod 600\` the file.`,
  );
}

/** zod's own messages may repeat the value. */
function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `is missing: set it, or ${issue.path.join('.')}_FILE`;
  if (issue.code === 'too_small') return `is too short or too small (at least ${issue.minimum})`;
  if (issue.code === 'too_big') return `is too long or too big (at most ${issue.maximum})`;
  return 'is not valid';
}

/** Variables that every service understands; spread into the service's own schema. */
export const COMMON_CONFIG = {
  LETHE_DATABASE_URL: databaseUrl(),
  LETHE_NATS_URL: z.string().min(1),
  LETHE_NATS_SEED: natsSeed().optional(),
  LETHE_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
};

/** Read by `runService`, for every service. */
export const FAILPOINTS_CONFIG = { LETHE_FAILPOINTS: z.string().optional() };

export const HEALTH_CONFIG = {
  LETHE_HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  LETHE_HEALTH_HOST: z.string().default('127.0.0.1'),
};

export const STORAGE_CONFIG = {
  LETHE_STORAGE_PATH: z.string().optional(),
  LETHE_STORAGE_S3_ENDPOINT: z.string().optional(),
  LETHE_STORAGE_S3_REGION: z.string().default('us-east-1'),
  LETHE_STORAGE_S3_BUCKET: z.string().optional(),
  LETHE_STORAGE_S3_ACCESS_KEY: z.string().optional(),
  LETHE_STORAGE_S3_SECRET_KEY: secret(16).optional(),
};

/** The keyed hash under which a value may outlive its erasure. */
export const PSEUDONYM_CONFIG = { LETHE_PSEUDONYM_KEY: secret(32) };

export const DOMAINS_CONFIG = {
  LETHE_DOMAINS: z
    .string()
    .min(1)
    .transform((list) =>
      list
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean),
    ),
};
