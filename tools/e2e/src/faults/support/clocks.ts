import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from '../../support/folder.ts';

/** For programs with threads, as Node is. Debian has one folder for each architecture. */
const LIBRARY = ['x86_64', 'aarch64']
  .map((architecture) => `/usr/lib/${architecture}-linux-gnu/faketime/libfaketimeMT.so.1`)
  .find(existsSync);

/** The clocks of some processes, each of which can be set while it runs. */
export class Clocks {
  private readonly folder = folder();

  constructor(private readonly victims: readonly string[]) {}

  /** For `startStack`. */
  environmentOf = (process: string, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
    if (!this.victims.includes(process)) return environment;
    if (LIBRARY === undefined)
      throw new Error('There is no libfaketime: install it (Debian: apt-get install libfaketime).');
    this.set(process, '+0');
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

  /** `+3d`: three days ahead. Counts from the next second on. */
  set(process: string, offset: string): void {
    writeFileSync(join(this.folder, process), `${offset}\n`);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
