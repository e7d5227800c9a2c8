import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT } from './root.ts';

export interface HowToRun {
  env?: NodeJS.ProcessEnv;
  /** Gives back what the program prints instead of printing it. */
  collect?: boolean;
  /** How long it may run, within the time of the whole run. */
  seconds?: number;
}

export interface Ended {
  succeeded: boolean;
  /** What it printed, where that was collected. */
  output: string;
}

interface Process {
  pid: number;
  parent: number;
  group: number;
  command: string;
}

/** No daemon, no terminal interface, no colours: what is printed is read in logs. */
const PLAIN = { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', FORCE_COLOR: '0' };

/**
 * The programs of a run. Whatever they start is known by its ancestors, by its process group, or by the run's temporary
 * folder in its command line or environment, so that all of it can be ended: PostgreSQL and services leave their group.
 */
export class Programs {
  /** Where everything that runs keeps its temporary files. */
  readonly folder = mkdtempSync(join(tmpdir(), 'lethe-'));
  /** What V8 made of programs that start again and again, services too. */
  private readonly compiled = join(this.folder, 'compiled');
  private readonly started = new Set<number>();
  private readonly deadline: number;
  private interrupted = false;

  /** @param deadline when to stop, in milliseconds since 1970 */
  constructor(deadline: number) {
    this.deadline = deadline;
    // PostgreSQL runs as another user when the tests run as root.
    chmodSync(this.folder, 0o711);
    mkdirSync(this.compiled);
    chmodSync(this.compiled, 0o1777);
  }

  /** Runs a program on this Node, in a process group of its own: Ctrl-C reaches us alone, and we end all of it. */
  run(args: string[], { env = {}, collect = false, seconds = Infinity }: HowToRun = {}): Promise<Ended> {
    return new Promise((resolve) => {
      if (this.interrupted) return;
      const child = spawn(process.execPath, args, {
        cwd: ROOT,
        env: { ...process.env, ...PLAIN, TMPDIR: this.folder, NODE_COMPILE_CACHE: this.compiled, ...env },
        stdio: ['ignore', collect ? 'pipe' : 'inherit', collect ? 'pipe' : 'inherit'],
        detached: true,
      });
      if (child.pid !== undefined) this.started.add(child.pid);
      const pieces: string[] = [];
      for (const stream of [child.stdout, child.stderr])
        stream?.setEncoding('utf8').on('data', (piece: string) => pieces.push(piece));
      const timer = setTimeout(
        () => this.stopLate(child.pid),
        Math.max(0, Math.min(this.deadline - Date.now(), seconds * 1000)),
      );
      const ended = (succeeded: boolean) => {
        clearTimeout(timer);
        if (this.interrupted) return;
        if (child.pid !== undefined && !exists(-child.pid)) this.started.delete(child.pid);
        resolve({ succeeded, output: pieces.join('') });
      };
      child.once('error', () => ended(false));
      child.once('close', (code) => ended(code === 0));
    });
  }

  /** Ends everything, and nothing goes on or begins any more: who waits for a program waits for ever. */
  async interrupt(): Promise<void> {
    this.interrupted = true;
    await this.endAll();
  }

  /** Ends everything that still runs and says what that was. */
  async endAll(): Promise<string[]> {
    const ended = new Set<string>();
    for (let round = 0; round < 100; round++) {
      const left = this.left();
      if (left.length === 0) break;
      for (const { pid, command } of left) {
        ended.add(command);
        kill(pid);
      }
      await wait(50);
    }
    return [...ended];
  }

  removeFolder(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  private stopLate(pid: number | undefined): void {
    console.log('Stopped: this took longer than it may.');
    if (pid !== undefined) kill(-pid);
  }

  private left(): Process[] {
    const all = processes();
    const ours = new Set(all.filter((one) => this.isMarked(one)));
    for (const one of ours) for (const other of all) if (other.parent === one.pid) ours.add(other);
    return [...ours];
  }

  private isMarked({ pid, group, command }: Process): boolean {
    return this.started.has(group) || command.includes(this.folder) || environmentOf(pid).includes(this.folder);
  }
}

function processes(): Process[] {
  const { stdout } = spawnSync('ps', ['-Aww', '-o', 'pid=,ppid=,pgid=,stat=,args='], { encoding: 'utf8' });
  return stdout
    .trim()
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .filter(([, , , , state]) => !state!.startsWith('Z'))
    .map(([, pid, parent, group, , command]) => ({
      pid: Number(pid),
      parent: Number(parent),
      group: Number(group),
      command: command!,
    }));
}

/** Linux shows the environment of a process to its owner; elsewhere the other marks have to do. */
function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}

function kill(pid: number, signal: NodeJS.Signals | 0 = 'SIGKILL'): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    return false;
  }
}

/** A negative id is that of a process group. */
const exists = (pid: number): boolean => kill(pid, 0);
