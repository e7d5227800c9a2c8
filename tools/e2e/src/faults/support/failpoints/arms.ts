import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Failpoint } from '@lethe/platform/failpoints';
import { pause } from '../../../support/pause.ts';
import type { FaultStack } from '../fault-stack.ts';

/**
 * Well below the supervisor's first pause, so that a process is started again before it begins to wait longer each
 * time.
 */
const LOOK_MS = 25;

/** Arms failpoints in a folder that a stack was started with, and has what they end started again. */
export class Arms {
  /** Of every process that ever ran: who it was that took an arm. */
  private readonly names = new Map<number, string>();
  private readonly restarts = new Map<string, Promise<void>>();

  constructor(
    private readonly stack: FaultStack,
    private readonly folder: string,
  ) {}

  arm(name: Failpoint, signal: 'SIGKILL' | 'SIGSTOP' = 'SIGKILL'): Arm {
    this.look();
    for (const file of this.taken(name)) rmSync(join(this.folder, file));
    // Written elsewhere first: nobody may find it empty.
    writeFileSync(join(this.folder, `new ${name}`), signal);
    renameSync(join(this.folder, `new ${name}`), join(this.folder, name));
    return new Arm(this, name);
  }

  /** The pid that took the arm. Its file stays: that process may be about to read it. */
  takenBy(name: Failpoint): number | undefined {
    this.look();
    const [taken] = this.taken(name);
    return taken === undefined ? undefined : Number(/\d+$/.exec(taken)![0]);
  }

  private taken(name: Failpoint): string[] {
    return readdirSync(this.folder).filter((file) => file.startsWith(`${name}.`) && /\.\d+$/.test(file));
  }

  disarm(name: Failpoint): void {
    rmSync(join(this.folder, name), { force: true });
  }

  /** Starts a process again, unless that has happened since `pid` ended. One restart of a process at a time. */
  restart(process: string, pid?: number): Promise<void> {
    const before = this.restarts.get(process) ?? Promise.resolve();
    const restarted = before.then(async () => {
      if (pid === undefined || this.stack.pidOf(process) === pid) await this.stack.restart(process);
    });
    this.restarts.set(
      process,
      restarted.catch(() => undefined),
    );
    return restarted;
  }

  nameOf(pid: number): string {
    const name = this.names.get(pid);
    if (name === undefined) throw new Error(`no process of the stack had the pid ${pid}`);
    return name;
  }

  private look(): void {
    for (const name of this.stack.processes) this.names.set(this.stack.pidOf(name), name);
  }
}

export class Arm {
  private pid: number | undefined;

  constructor(
    private readonly arms: Arms,
    readonly name: Failpoint,
  ) {}

  /** Looks until a process has come to it; false when none has within so many seconds. */
  async taken(seconds: number, signal?: AbortSignal): Promise<boolean> {
    for (const until = Date.now() + seconds * 1_000; ; await pause(LOOK_MS)) {
      this.pid ??= this.arms.takenBy(this.name);
      if (this.pid !== undefined) return true;
      if (signal?.aborted || Date.now() > until) return false;
    }
  }

  /** Resolves when the process that was ended runs again. */
  async revived(): Promise<void> {
    if (this.pid !== undefined) await this.arms.restart(this.arms.nameOf(this.pid), this.pid);
  }

  disarm(): void {
    this.arms.disarm(this.name);
  }

  /** Lets the process that was stopped go on. */
  goOn(): void {
    if (this.pid !== undefined) process.kill(this.pid, 'SIGCONT');
  }
}
