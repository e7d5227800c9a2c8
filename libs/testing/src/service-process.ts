import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { runFolder } from './run/once-in-run.ts';

/** A server that a test may stop, kill, freeze and start again on the same port. */
export class ServiceProcess {
  private child: ChildProcess | undefined;

  constructor(
    readonly port: number,
    private readonly command: string,
    private readonly args: string[],
    private readonly ids: { uid?: number; gid?: number } = {},
  ) {}

  /**
   * Resolves when the port accepts connections. PostgreSQL refuses to start as long as a connection of a killed server
   * lives on, so one that ends is tried again.
   */
  async start(): Promise<void> {
    this.child = this.spawn();
    for (let attempt = 0; attempt < 1_000; attempt++) {
      if (await accepts(this.port)) return;
      if (attempt % 50 === 49 && this.child.exitCode !== null) this.child = this.spawn();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`${this.command} does not listen on port ${this.port} (exit code ${String(this.child.exitCode)})`);
  }

  private spawn(): ChildProcess {
    const child = spawn(this.command, this.args, {
      ...this.ids,
      cwd: '/',
      stdio: 'ignore',
      env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
    });
    // The run ends what its tests have not, such as the cluster that they share.
    child.unref();
    const note = join(runFolder(), 'servers', String(child.pid));
    writeFileSync(note, '');
    child.once('exit', () => rmSync(note, { force: true }));
    return child;
  }

  /** SIGINT is PostgreSQL's fast stop; SIGSTOP and SIGCONT freeze and thaw, and return at once. */
  async signal(signal: 'SIGINT' | 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): Promise<void> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ends = signal === 'SIGINT' || signal === 'SIGKILL';
    const ended = ends ? new Promise((resolve) => child.once('exit', resolve)) : undefined;
    // PostgreSQL's connections are processes of their own, which a frozen parent does not freeze.
    if (!ends) for (const pid of childrenOf(child.pid)) signalIfThere(pid, signal);
    child.kill(signal);
    await ended;
  }

  stop(): Promise<void> {
    return this.signal('SIGINT');
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Who runs PostgreSQL when the tests run as root, which it refuses. */
export function unprivilegedIds(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string, user: string) => spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout.trim();
  const user = id('-u', 'postgres') === '' ? 'nobody' : 'postgres';
  return { uid: Number(id('-u', user)), gid: Number(id('-g', user)) };
}

function childrenOf(pid: number | undefined): number[] {
  const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .map(Number)
    .filter((child) => child > 0);
}

/** A connection may end between the look and the signal. */
function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
