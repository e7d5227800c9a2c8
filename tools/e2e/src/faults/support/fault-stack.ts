import { rmSync } from 'node:fs';
import { startStack, type Stack, type StackOptions } from '@lethe/stack';
import { openStorage, type Storage } from '@lethe/storage';
import { logsOf } from '../../support/embedded-system.ts';
import { folder } from '../../support/folder.ts';
import { freeze, pidOf, signal } from '../../support/processes.ts';
import { GENEROUS } from '../../support/limits.ts';
import type { SystemDescription } from '../../support/system.ts';

export interface FaultStackOptions extends Pick<StackOptions, 'copies' | 'environmentOf' | 'root'> {
  /** In the environment of every service. */
  environment?: Record<string, string>;
}

/** Two of whatever does the work, so that one can take over what another leaves. */
const PAIRS = { gateway: 2, aggregator: 2, dialer: 2, 'external-contacts': 2 };

/** A stack of its own whose processes can be ended, stopped and cut off one by one. */
export class FaultStack {
  private constructor(
    private readonly stack: Stack,
    readonly home: string,
  ) {}

  static async start({ environment = {}, ...options }: FaultStackOptions = {}): Promise<FaultStack> {
    const home = `${folder()}/lethe`;
    const env = { PATH: process.env['PATH'], ...GENEROUS, ...environment };
    return new FaultStack(await startStack({ copies: PAIRS, ...options, home, port: 0, env, demoPeople: false }), home);
  }

  get description(): SystemDescription {
    return this.stack.description;
  }

  get apis(): readonly string[] {
    return this.stack.apis;
  }

  get storage(): Storage {
    return openStorage({ kind: 'fs', path: this.description.storage });
  }

  /** Of every process, PostgreSQL and NATS among them. */
  get processes(): string[] {
    return this.stack.services.map(({ name }) => name);
  }

  logs = async (): Promise<{ place: string; text: string }[]> => logsOf(this.stack);

  pidOf = (name: string): number => pidOf(this.stack, name);

  /** Ends a process without a word, and does not wait for the next one. False when there was none just then. */
  kill(name: string): boolean {
    return signal(this.pidOf(name), 'SIGKILL');
  }

  /** Stops a process where it is, with all that it has forked. Returns what lets it go on. */
  freeze = (name: string): (() => void) => freeze(name, this.pidOf(name));

  halt = (name: string): Promise<void> => this.stack.halt(name);
  restart = (name: string): Promise<void> => this.stack.restart(name);

  async stop(): Promise<void> {
    await this.stack.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
}
