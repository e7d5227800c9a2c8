import type { DoneOutcome } from '@lethe/contracts';

/** An answer of a domain as its task keeps it, by verb. */
export type StoredOutcome = Omit<DoneOutcome, 'taskId' | 'status'>;
