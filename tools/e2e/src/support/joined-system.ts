import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StackDescription } from '@lethe/stack';
import { openStorage } from '@lethe/storage';
import type { Organisation } from './organisations.ts';
import type { System, SystemDescription } from './system.ts';

export type Processes = Pick<System, 'logs' | 'pids' | 'kill' | 'freeze'>;

/** A system that runs already, as one organisation of it sees it: test files share the system, never an organisation. */
export function joined(
  home: string,
  described: Pick<StackDescription, 'api' | 'databases' | 'nats' | 'storage'>,
  organisation: Organisation,
  processes: Processes,
): System {
  const description: SystemDescription = { ...described, ...organisation };
  writeStackFile(home, description);
  return {
    home,
    description,
    storage: openStorage({ kind: 'fs', path: described.storage }),
    logs: () => processes.logs(),
    pids: () => processes.pids(),
    kill: (name) => processes.kill(name),
    freeze: (name) => processes.freeze(name),
    stop: async () => rmSync(home, { recursive: true, force: true }),
  };
}

/** Holds credentials, as stack.json does. */
export const writeStackFile = (home: string, content: object): void =>
  writeFileSync(join(home, 'stack.json'), JSON.stringify(content), { mode: 0o600 });
