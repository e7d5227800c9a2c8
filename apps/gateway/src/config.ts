import { z } from 'zod';
import { COMMON_CONFIG, DOMAINS_CONFIG, readConfig, STORAGE_CONFIG } from '@lethe/platform';

const limit = (perMinute: number) => z.coerce.number().int().min(1).max(10_000_000).default(perMinute);

/**
 * The gateway's environment (docs/conventions.md).
 * @public tools/boundaries compares it with that page.
 */
export const GatewayEnvironment = z.object({
  ...COMMON_CONFIG,
  ...STORAGE_CONFIG,
  ...DOMAINS_CONFIG,
  LETHE_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  LETHE_HOST: z.string().default('127.0.0.1'),
  LETHE_PUBLIC_URL: z
    .url()
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  LETHE_DEFAULT_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('US'),
  LETHE_SEARCHES_PER_MINUTE: limit(60),
  LETHE_REQUESTS_PER_MINUTE: limit(30),
  LETHE_CALLS_PER_MINUTE: limit(6_000),
  /** How long a signed download link works. */
  LETHE_LINK_MINUTES: z.coerce.number().min(0.01).max(1_440).default(15),
  /** How long the gateway still takes calls after it was told to stop and is no longer ready. */
  LETHE_DRAIN_SECONDS: z.coerce.number().min(0).max(15).default(5),
  LETHE_ISSUER_URL: z.url().optional(),
  LETHE_ISSUER_JWKS_URL: z.url().optional(),
  LETHE_ISSUER_AUDIENCE: z.string().default('lethe'),
  LETHE_ISSUER_ORGANISATION_CLAIM: z.string().default('org'),
  LETHE_ISSUER_PERMISSIONS_CLAIM: z.string().default('permissions'),
});
export type GatewayConfig = z.output<typeof GatewayEnvironment> & { LETHE_PUBLIC_URL: string };

/** Clients see the API where it listens, unless something stands in front of it. */
export function gatewayConfig(environment?: NodeJS.ProcessEnv): GatewayConfig {
  const config = readConfig(GatewayEnvironment, environment);
  return { ...config, LETHE_PUBLIC_URL: config.LETHE_PUBLIC_URL ?? `http://127.0.0.1:${config.LETHE_PORT}` };
}

/** Injection token of the parsed environment. */
export const CONFIG = Symbol('GatewayConfig');
