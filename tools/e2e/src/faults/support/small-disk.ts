import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const CHUNK = Buffer.alloc(1024 * 1024);

/** A folder that is a disk of its own, so small that it can be filled. */
export class SmallDisk {
  private readonly filler: string;

  private constructor(private readonly folder: string) {
    this.filler = join(folder, 'filler');
  }

  /** What lies in the folder already is out of sight until `remove`. */
  static over(folder: string, megabytes: number): SmallDisk {
    const { uid, gid } = statSync(folder);
    try {
      execFileSync(
        'mount',
        ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755,uid=${uid},gid=${gid}`, 'tmpfs', folder],
        { stdio: 'pipe' },
      );
    } catch (error) {
      throw new Error(
        'A full disk needs a small one, and mounting a tmpfs was refused: run the fault suite as root, in a container with CAP_SYS_ADMIN.',
        { cause: error },
      );
    }
    return new SmallDisk(folder);
  }

  /** To the last byte. */
  fill(): void {
    const file = openSync(this.filler, 'a');
    try {
      for (let chunk = CHUNK; ;) {
        try {
          writeSync(file, chunk);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
          if (chunk.length === 1) return;
          chunk = chunk.subarray(0, Math.ceil(chunk.length / 16));
        }
      }
    } finally {
      closeSync(file);
    }
  }

  free(): void {
    rmSync(this.filler, { force: true });
  }

  remove(): void {
    execFileSync('umount', ['--lazy', this.folder]);
  }
}
