import type { Service } from './discover.ts';
import type { Home } from './home.ts';
import type { ProcessGroup } from './process-group.ts';
import type { Secrets } from './secrets.ts';

/** What every step of a start needs. */
export interface Startup {
  home: Home;
  env: NodeJS.ProcessEnv;
  services: readonly Service[];
  secrets: Secrets;
  ports: Ports;
  group: ProcessGroup;
  say(line: string): void;
  /** Ends a start before it is complete. */
  signal?: AbortSignal;
}

/** Kept for the whole run: a process that is started again is found where it was. */
export interface Ports {
  api: number;
  postgres: number;
  nats: number;
  /** By process: of its health server, or of its API when it is a gateway beside the first. */
  own: Record<string, number>;
}
