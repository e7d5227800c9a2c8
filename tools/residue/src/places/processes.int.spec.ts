import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { until } from '@lethe/testing';
import { isUnread, type Place } from '../place.ts';
import { processes } from './processes.ts';

const onLinux = process.platform === 'linux' ? it : it.skip;

// Bites for a plain user; root may read what is root's.
onLinux('a process that has ended and that its parent has not waited for holds nothing', async () => {
  // The shell becomes a program that never waits, so its child stays as it ended.
  const parent = spawn('sh', ['-c', 'true & exec sleep 60'], { stdio: 'ignore' });
  try {
    const children = `/proc/${parent.pid}/task/${parent.pid}/children`;
    let child = '';
    await until('the child to end', async () => {
      child = (await readFile(children, 'latin1')).trim();
      return / Z /.test(await readFile(`/proc/${child}/stat`, 'latin1'));
    });
    const places = await Array.fromAsync(processes([{ name: 'planted', pid: parent.pid! }], () => false));
    expect(places.filter(isUnread)).toEqual([]);
    const readable = places.filter((place): place is Place => !isUnread(place));
    const ofChild = readable.filter(({ name }) => name.includes(`(${child})`));
    expect(ofChild).toHaveLength(2);
    for (const place of ofChild)
      expect(
        Buffer.concat(await Array.fromAsync(place.read()))
          .toString()
          .trim(),
      ).toBe('');
  } finally {
    parent.kill('SIGKILL');
  }
});
