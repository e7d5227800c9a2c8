import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { STOP_SERVICE } from './end-process.ts';
import { serviceEnvironment, type Wiring } from './service-environment.ts';
import { StackError } from './stack-error.ts';
import type { Service } from './discover.ts';
import type { Home } from './home.ts';
import type { ProcessSpec } from './supervised.ts';

/** One service as a process to supervise; ready when its `/readyz` says so. */
export function serviceProcess(name: string, service: Service, wiring: Wiring, caller: NodeJS.ProcessEnv, { logs, temporary }: Pick<Home, 'logs' | 'temporary'>): ProcessSpec {
  const main = join(service.folder, 'dist', 'main.js');
  if (!existsSync(main)) throw new StackError(`${service.name} is not built (${main} is missing): run \`npm run build\`.`);
  const port = service.kind === 'gateway' ? wiring.apiPort : wiring.healthPort;
  return {
    name,
    command: process.execPath,
    args: [main],
    // Its temporary files lie with everything else of the stack, where they can be searched and forgotten with it.
    env: { ...serviceEnvironment(service, wiring, caller), TMPDIR: temporary },
    log: join(logs, `${name}.log`),
    stop: STOP_SERVICE,
    isReady: () => answers(`http://127.0.0.1:${port}/readyz`),
  };
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
