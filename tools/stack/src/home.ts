import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder in which one stack keeps everything: data, secrets, logs, and who is running. All paths are absolute. */
export interface Home {
  path: string;
  marker: string;
  postgres: string;
  nats: string;
  logs: string;
  storage: string;
  /** Temporary files of the services. */
  temporary: string;
  secrets: string;
  run: string;
  /** Remembers that the demo people were loaded. */
  demoPeople: string;
  /** Describes the running stack for other programs. */
  file: string;
}

export function homeAt(path: string): Home {
  const root = resolve(path);
  return {
    path: root,
    marker: join(root, 'lethe-home'),
    postgres: join(root, 'postgres'),
    nats: join(root, 'nats'),
    logs: join(root, 'logs'),
    storage: join(root, 'storage'),
    temporary: join(root, 'tmp'),
    secrets: join(root, 'secrets'),
    run: join(root, 'run'),
    demoPeople: join(root, 'demo-people'),
    file: join(root, 'stack.json'),
  };
}

/** `LETHE_HOME`, else `.lethe` in the checkout; a relative path is meant from where npm was called. */
export function chooseHome(root: string, environment: NodeJS.ProcessEnv): Home {
  const { LETHE_HOME, INIT_CWD = process.cwd() } = environment;
  return homeAt(LETHE_HOME ? resolve(INIT_CWD, LETHE_HOME) : join(root, '.lethe'));
}

/** Only the owner may list it; root lets PostgreSQL's own user pass through to its data. */
export function createHome(home: Home): void {
  mkdirSync(home.path, { recursive: true });
  if (!existsSync(home.marker)) writeFileSync(home.marker, 'Data of one Lethe stack. `npm run reset` removes it.\n');
  for (const folder of [home.nats, home.logs, home.storage, home.temporary, home.secrets, home.run])
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  mkdirSync(home.postgres, { recursive: true, mode: 0o700 });
  if (process.getuid?.() === 0) chmodSync(home.path, 0o711);
}
