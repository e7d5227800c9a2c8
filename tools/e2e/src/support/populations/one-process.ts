import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { recordStart } from '@lethe/testing';
import { startOwnStack } from '../own-stack.ts';
import { pause } from '../pause.ts';
import type { SystemDescription } from '../system.ts';

const READY_WITHIN_MS = 60_000;

/**
 * All services in one process, on the PostgreSQL and the NATS of a stack: what is built is what runs, without the
 * start, the memory and the idle time of seven processes. `root`: an altered product.
 */
export class OneProcess {
  private constructor(
    readonly description: SystemDescription,
    private readonly services: ChildProcess,
    private readonly stopStack: () => Promise<void>,
  ) {}

  static async start(root?: string): Promise<OneProcess> {
    const environments: NodeJS.ProcessEnv[] = [];
    const stack = await startOwnStack({
      ...(root !== undefined && { root }),
      environmentOf: (name, environment) => {
        environments.push({ ...environment, LETHE_SERVICE: name, LETHE_LOG_LEVEL: 'error' });
        return environment;
      },
    });
    const { description } = stack;
    for (const { name } of stack.services)
      if (environments.some(({ LETHE_SERVICE }) => LETHE_SERVICE === name)) await stack.halt(name);
    const services = await recordStart('services', () => runTogether(environments, root));
    await ready(description.api);
    return new OneProcess(description, services, async () => {
      await stack.stop();
      rmSync(stack.home.path, { recursive: true, force: true });
    });
  }

  async stop(): Promise<void> {
    this.services.kill('SIGKILL');
    if (this.services.exitCode === null && this.services.signalCode === null) await once(this.services, 'exit');
    await this.stopStack();
  }
}

async function runTogether(
  environments: readonly NodeJS.ProcessEnv[],
  root = join(__dirname, '..', '..', '..', '..', '..'),
): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--enable-source-maps', join(__dirname, 'run-services.js'), root], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  child.stdin!.end(JSON.stringify(environments));
  return child;
}

async function ready(api: string): Promise<void> {
  for (const until = Date.now() + READY_WITHIN_MS; ; await pause(50)) {
    const status = await fetch(`${api}/readyz`).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return;
    if (Date.now() > until) throw new Error(`The services are not ready after ${READY_WITHIN_MS} ms.`);
  }
}
