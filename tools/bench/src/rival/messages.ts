import type { Verb } from '../contestants/contestant.ts';

/** The first message to the process. */
export interface Setup {
  /** By service, as its own role. */
  databases: Readonly<Record<string, string>>;
  organisationId: string;
  /** Folder of archives. */
  storage: string;
}

export interface RivalJob {
  verb: Verb;
  people: { contact: string; email: string }[];
  atOnce: number;
}

export type RivalAnswer = { latencies: number[] } | { error: string };
