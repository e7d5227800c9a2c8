import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { STOP_SERVICE } from './end-process.ts';
import { serviceEnvironment, type Wiring } from './service-environment.ts';
import { asServerUser, type ServerUser } from './server-user.ts';
import { StackError } from './stack-error.ts';
import type { Service } from './discover.ts';
import type { Home } from './home.ts';
import type { ProcessSpec } from './supervised.ts';

/** One service as a process to supervise; ready when its `/readyz` says so. */
export function serviceProcess(
  name: string,
  service: Service,
  { wiring, caller }: { wiring: Wiring; caller: NodeJS.ProcessEnv },
  { home: { logs, temporary }, user }: { home: Pick<Home, 'logs' | 'temporary'>; user: ServerUser },
): ProcessSpec {
  const port = service.kind === 'gateway' ? wiring.apiPort : wiring.healthPort;
  return {
    name,
    ...asServerUser(user, process.execPath, ['--enable-source-maps', programOf(service)]),
    // Its temporary files lie with everything else of the stack, where they can be searched and forgotten with it.
    env: { ...serviceEnvironment(service, wiring, caller), TMPDIR: temporary },
    log: join(logs, `${name}.log`),
    stop: STOP_SERVICE,
    isReady: () => answers(`http://127.0.0.1:${port}/readyz`),
  };
}

/** @throws StackError when it is not built */
export function programOf({ name, folder }: Pick<Service, 'name' | 'folder'>): string {
  const main = join(folder, 'bundle', 'main.js');
  if (existsSync(main)) return main;
  throw new StackError(`${name} is not built (${main} is missing): run \`npm run build\`.`);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
