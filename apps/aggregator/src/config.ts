import { COMMON_CONFIG, DOMAINS_CONFIG, HEALTH_CONFIG, PSEUDONYM_CONFIG, STORAGE_CONFIG } from '@lethe/platform';
import { z } from 'zod';

const seconds = (standard: number) => z.coerce.number().positive().max(3_600).default(standard);

export const AggregatorConfig = z.object({
  ...COMMON_CONFIG,
  ...HEALTH_CONFIG,
  ...STORAGE_CONFIG,
  ...PSEUDONYM_CONFIG,
  ...DOMAINS_CONFIG,
  LETHE_ARCHIVE_HOURS: z.coerce.number().positive().default(72),
  /** Failed attempts after which a task is parked. */
  LETHE_TASK_ATTEMPTS: z.coerce.number().int().min(1).max(100).default(6),
  /**
   * Work of a process that died is due again after this, looked for every second. Long work extends its lease by signs
   * of life.
   */
  LETHE_LEASE_SECONDS: seconds(12),
  /**
   * A domain that neither replies nor reports progress (it does every 3 s) for this long is asked again. Below the
   * lease, so that the fence rarely has to decide.
   */
  LETHE_REPLY_SECONDS: seconds(10),
  /** Pause after a first failure; doubles with each further one. */
  LETHE_RETRY_SECONDS: seconds(0.5),
});
export type AggregatorConfig = z.output<typeof AggregatorConfig>;
