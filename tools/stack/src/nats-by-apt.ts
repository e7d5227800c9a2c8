import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { succeeds } from './command.ts';

/** Debian and Ubuntu, without root: downloads the package and unpacks the one program in it. */
export async function downloadByApt(cache: string, signal?: AbortSignal): Promise<string | undefined> {
  const work = `${cache}.apt.${process.pid}`;
  try {
    for (const folder of ['state/lists/partial', 'cache/archives/partial', 'unpacked'])
      mkdirSync(join(work, folder), { recursive: true });
    const fetched =
      (await succeeds('apt-get', ['download', 'nats-server'], work, signal)) ||
      (await downloadWithOwnLists(work, signal));
    const archive = fetched ? readdirSync(work).find((file) => file.endsWith('.deb')) : undefined;
    if (archive === undefined || !(await succeeds('dpkg', ['-x', archive, 'unpacked'], work, signal))) return undefined;
    return keep(join(work, 'unpacked/usr/sbin/nats-server'), cache);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Images are shipped without apt's lists, and only root may fetch the machine's own: fetch them into a folder of ours.
 */
async function downloadWithOwnLists(work: string, signal?: AbortSignal): Promise<boolean> {
  const options = [
    `Dir::State=${work}/state`,
    'Dir::State::status=/var/lib/dpkg/status',
    `Dir::Cache=${work}/cache`,
  ].flatMap((option) => ['-o', option]);
  return (
    (await succeeds('apt-get', [...options, 'update'], work, signal)) &&
    (await succeeds('apt-get', [...options, 'download', 'nats-server'], work, signal))
  );
}

export function keep(program: string, cache: string): string {
  mkdirSync(cache, { recursive: true });
  const kept = join(cache, 'nats-server');
  renameSync(program, kept);
  return kept;
}
