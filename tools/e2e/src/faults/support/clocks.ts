import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '@lethe/testing';
import { folder } from '../../support/folder.ts';

/** For programs with threads, as Node is. Debian has one folder for each architecture. */
const LIBRARY = ['x86_64', 'aarch64']
  .map((architecture) => `/usr/lib/${architecture}-linux-gnu/faketime/libfaketimeMT.so.1`)
  .find(existsSync);

const DAY_MS = 86_400_000;

/** The clocks of some processes, each of which can be set while it runs. */
export class Clocks {
  private readonly folder = folder();
  /** Where a process answers, which sends its date with each answer. */
  private readonly health = new Map<string, string>();

  constructor(private readonly victims: readonly string[]) {}

  /** For `startStack`. */
  environmentOf = (process: string, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
    if (!this.victims.includes(process)) return environment;
    if (LIBRARY === undefined)
      throw new Error('There is no libfaketime: install it (Debian: apt-get install libfaketime).');
    this.set(process, '+0');
    this.health.set(
      process,
      `http://127.0.0.1:${environment['LETHE_HEALTH_PORT'] ?? environment['LETHE_PORT']}/healthz`,
    );
    return {
      ...environment,
      LD_PRELOAD: LIBRARY,
      FAKETIME_TIMESTAMP_FILE: join(this.folder, process),
      FAKETIME_CACHE_DURATION: '1',
      // Timers go on as they do on a machine whose date is wrong, and files have the file system's time.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    };
  };

  /** `+3d`: three days ahead. Resolves when the process shows it. */
  async turn(process: string, offset: '+3d' | '+0'): Promise<void> {
    this.set(process, offset);
    const isAhead = async () => {
      const date = (await fetch(this.health.get(process)!)).headers.get('date');
      return Date.parse(date!) - Date.now() > DAY_MS;
    };
    await until(`the clock of ${process}`, async () => (await isAhead()) === (offset === '+3d'), { seconds: 30 });
  }

  private set(process: string, offset: string): void {
    writeFileSync(join(this.folder, process), `${offset}\n`);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
