import type { StorageConfig } from '@lethe/storage';
import { ConfigError, type STORAGE_CONFIG } from './config.ts';
import type { z } from 'zod';

type Parsed = z.output<z.ZodObject<typeof STORAGE_CONFIG>>;

/** Where archives and files are: a folder, or an S3-compatible bucket when one is named. */
export function storageConfig(parsed: Parsed): StorageConfig {
  const {
    LETHE_STORAGE_S3_BUCKET: bucket,
    LETHE_STORAGE_S3_ACCESS_KEY: accessKey,
    LETHE_STORAGE_S3_SECRET_KEY: secretKey,
  } = parsed;
  if (bucket === undefined) {
    if (parsed.LETHE_STORAGE_PATH === undefined)
      throw new ConfigError('Set LETHE_STORAGE_PATH, or LETHE_STORAGE_S3_BUCKET and its keys.');
    return { kind: 'fs', path: parsed.LETHE_STORAGE_PATH };
  }
  if (accessKey === undefined || secretKey === undefined)
    throw new ConfigError('LETHE_STORAGE_S3_BUCKET needs LETHE_STORAGE_S3_ACCESS_KEY and LETHE_STORAGE_S3_SECRET_KEY.');
  return {
    kind: 's3',
    bucket,
    accessKey,
    secretKey,
    region: parsed.LETHE_STORAGE_S3_REGION,
    endpoint: parsed.LETHE_STORAGE_S3_ENDPOINT,
  };
}
