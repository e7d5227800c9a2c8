import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { endProcess } from './end-process.ts';
import { isAlive, readRecords, recordOf, removeRecord, writeRecord } from './process-record.ts';
import { folderWith } from './temp-folder.ts';

describe('record of a process', () => {
  it('knows a living process and a dead one', async () => {
    const child = spawn('sleep', ['60'], { stdio: 'ignore' });
    const record = recordOf('sleeper', child.pid ?? 0);
    expect(isAlive(record)).toBe(true);
    await Promise.all([once(child, 'exit'), endProcess(record, [{ signal: 'SIGTERM', waitMs: 10_000 }])]);
    expect(isAlive(record)).toBe(false);
  });

  it('leaves a process alone that only has the same pid', async () => {
    const record = { ...recordOf('self', process.pid), started: 'long ago' };
    expect(isAlive(record)).toBe(false);
    await endProcess(record, [{ signal: 'SIGKILL', waitMs: 0 }]);
    expect(isAlive(recordOf('self', process.pid))).toBe(true);
  });

  it('is kept in a file and ignores what it can not read', () => {
    const folder = folderWith({ 'run/broken.json': '{', 'run/other.txt': '' });
    const record = recordOf('self', process.pid);
    writeRecord(`${folder}/run`, record);
    expect(readRecords(`${folder}/run`)).toEqual([record]);
    removeRecord(`${folder}/run`, 'self');
    expect(readRecords(`${folder}/run`)).toEqual([]);
    expect(readRecords(`${folder}/nowhere`)).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});
