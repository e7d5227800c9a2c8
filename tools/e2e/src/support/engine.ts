import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { pause } from './pause.ts';

const run = promisify(execFile);
const BACK_WITHIN_MS = 20_000;

/** The containers of a deployment. Engines do not restart what was killed on request, so that is done here. */
export class Engine {
  constructor(
    private readonly command: string,
    private readonly containers: Record<string, string>,
  ) {}

  async logs(): Promise<{ place: string; text: string }[]> {
    return Promise.all(
      Object.keys(this.containers).map(async (name) => {
        const { stdout, stderr } = await this.call('logs', name);
        return { place: `log of ${name}`, text: `${stdout}\n${stderr}` };
      }),
    );
  }

  async pids(): Promise<Record<string, number>> {
    return Object.fromEntries(
      await Promise.all(Object.keys(this.containers).map(async (name) => [name, await this.pidOf(name)] as const)),
    );
  }

  async kill(name: string): Promise<void> {
    const before = await this.pidOf(name);
    await this.call('kill', name, '--signal', 'KILL');
    for (const until = Date.now() + BACK_WITHIN_MS; ;) {
      // Refused while the engine still clears away what it killed.
      await this.call('start', name).catch(() => undefined);
      const pid = await this.pidOf(name);
      if (pid !== 0 && pid !== before) return;
      if (Date.now() > until) throw new Error(`the container of ${name} is not back after ${BACK_WITHIN_MS} ms`);
      await pause(100);
    }
  }

  async freeze(name: string): Promise<() => Promise<void>> {
    await this.call('pause', name);
    return async () => {
      await this.call('unpause', name);
    };
  }

  /** Runs a command in the container. @throws when it ends with another code than 0 */
  async run(name: string, ...command: string[]): Promise<string> {
    return (await run(this.command, ['exec', this.idOf(name), ...command])).stdout;
  }

  /** Of the container's first process, as this machine counts. */
  async pidOf(name: string): Promise<number> {
    return Number((await this.call('inspect', name, '--format', '{{.State.Pid}}')).stdout);
  }

  private call(verb: string, name: string, ...options: string[]): Promise<{ stdout: string; stderr: string }> {
    return run(this.command, [verb, ...options, this.idOf(name)], { maxBuffer: 1024 * 1024 * 1024 });
  }

  private idOf(name: string): string {
    const container = this.containers[name];
    if (container === undefined) throw new Error(`there is no service ${name}`);
    return container;
  }
}
