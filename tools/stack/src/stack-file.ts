import type { ProcessState } from './process-group.ts';

/** `stack.json`: what other programs need to know to work with the running stack. */
export interface StackDescription {
  /** Without a trailing slash. */
  api: string;
  organisationId: string;
  clientId: string;
  clientSecret: string;
  /** Service → URL as the service's own role; `admin` is the superuser of the same server. */
  databases: Record<string, string> & { admin: string };
  nats: string;
  /** The gateway's key at NATS, for commands of operators; absent where NATS asks for none. */
  natsSeed?: string;
  /** Everything that runs, PostgreSQL and NATS among it; the supervisor itself is not. */
  services: ProcessState[];
  /** Folder of archives and files. */
  storage: string;
}
