import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Backoff } from './backoff.ts';
import { endProcess, type StopStep } from './end-process.ts';
import { logTail } from './log-tail.ts';
import { recordOf, removeRecord, writeRecord, type ProcessRecord } from './process-record.ts';
import { StackError } from './stack-error.ts';

export interface ProcessSpec {
  name: string;
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
  /** Gets what the process prints, appended. */
  log: string;
  stop: readonly StopStep[];
  isReady(): Promise<boolean>;
}

export interface Watcher {
  /** Folder of the records by which a later start finds what this one left behind. */
  runFolder: string;
  /** A process runs under a new pid. */
  changed(): void;
  say(line: string): void;
}

const READY_WITHIN_MS = 60_000;
const READY_POLL_MS = 30;
const HOPELESS_AFTER_DEATHS = 5;

/** One process that is started again whenever it ends without being told to. */
export class Supervised {
  private readonly backoff = new Backoff();
  private record: ProcessRecord | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;
  private gone: Promise<unknown> | undefined;

  constructor(
    public spec: ProcessSpec,
    private readonly watcher: Watcher,
  ) {}

  get pid(): number {
    return this.record?.pid ?? 0;
  }

  /** Throws when it can not be spawned at all; a process that ends at once is tried again and reported by `ready`. */
  start(): void {
    const { name, command, args, env, uid, gid, log } = this.spec;
    this.stopping = false;
    const output = openSync(log, 'a', 0o600);
    try {
      const born = Date.now();
      // Detached: Ctrl-C in the terminal reaches the supervisor only, which then stops everything in order.
      const child = spawn(command, args, {
        cwd: '/',
        env,
        uid,
        gid,
        detached: true,
        stdio: ['ignore', output, output],
      });
      child.once('error', (error) => this.ended(child.pid ?? 0, error.message, born));
      this.gone = new Promise((resolve) => child.once('exit', resolve));
      child.once('exit', (code, signal) => this.ended(child.pid ?? 0, signal ?? `code ${code}`, born));
      if (child.pid === undefined) return;
      this.record = recordOf(name, child.pid);
      writeRecord(this.watcher.runFolder, this.record);
      this.watcher.changed();
    } finally {
      closeSync(output);
    }
  }

  async ready(signal?: AbortSignal): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!(await this.spec.isReady())) {
      signal?.throwIfAborted();
      if (this.stopping) throw new StackError(`${this.spec.name} was stopped before it was ready.`);
      if (this.backoff.deaths >= HOPELESS_AFTER_DEATHS) throw this.failure('ends again and again');
      if (Date.now() > deadline) throw this.failure(`is not ready after ${READY_WITHIN_MS / 1000} seconds`);
      await pause(READY_POLL_MS);
    }
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    if (this.record) {
      await endProcess(this.record, this.spec.stop);
      await this.gone;
    }
    removeRecord(this.watcher.runFolder, this.spec.name);
    this.record = undefined;
  }

  /** `changes`: from now on it runs so. */
  async restart(changes: Partial<ProcessSpec> = {}): Promise<void> {
    await this.stop();
    this.spec = { ...this.spec, ...changes };
    this.backoff.reset();
    this.start();
    await this.ready();
  }

  private ended(pid: number, why: string, born: number): void {
    if (this.stopping && why !== 'code 0') this.watcher.say(`${this.spec.name} did not stop in order (${why})`);
    if (this.stopping || pid !== this.pid) return;
    const delay = this.backoff.next(Date.now() - born);
    this.watcher.say(`${this.spec.name} ended (${why}); starting it again in ${delay / 1000} s`);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.startAgain(), delay);
  }

  /** A full disk must not end the supervisor: it tries again when there may be room. */
  private startAgain(): void {
    const born = Date.now();
    try {
      this.start();
    } catch (error) {
      this.ended(this.pid, (error as Error).message, born);
    }
  }

  private failure(what: string): StackError {
    const tail = logTail(this.spec.log);
    const fullDisk = /ENOSPC|no space left on device/i.test(tail);
    if (fullDisk)
      return new StackError(
        `The disk is full (${this.spec.name} says so in ${this.spec.log}): free some space, then start again.`,
      );
    return new StackError(`${this.spec.name} ${what}. The end of its log, ${this.spec.log}:\n${tail}`);
  }
}
