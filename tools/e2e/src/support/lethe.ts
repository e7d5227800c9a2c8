import { rmSync } from 'node:fs';
import { startStack, type Stack, type StackDescription } from '@lethe/stack';
import { folder } from './folder.ts';

/** Limits that a test suite does not run into; a test of the limits sets its own. */
const GENEROUS = { LETHE_SEARCHES_PER_MINUTE: '1000000', LETHE_REQUESTS_PER_MINUTE: '1000000', LETHE_CALLS_PER_MINUTE: '1000000' };

/** A stack of its own for one test file: own folder, own ports, nothing shared. */
export class Lethe {
  private constructor(
    readonly stack: Stack,
    readonly home: string,
  ) {}

  static async start(environment: Record<string, string> = {}): Promise<Lethe> {
    const home = folder();
    const env = { PATH: process.env['PATH'], ...GENEROUS, ...environment };
    const stack = await startStack({ home: `${home}/lethe`, port: 0, env, demoPeople: false });
    return new Lethe(stack, `${home}/lethe`);
  }

  get description(): StackDescription {
    return this.stack.description;
  }

  get api(): string {
    return this.description.api;
  }

  /** As of now: a process that was started again has another pid. */
  pidOf(name: string): number {
    const service = this.description.services.find((candidate) => candidate.name === name);
    if (service === undefined) throw new Error(`there is no service ${name}`);
    return service.pid;
  }

  async stop(): Promise<void> {
    await this.stack.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
}
