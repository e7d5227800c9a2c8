import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivately } from './write-file.ts';

/** A process we started. Its start time tells it from another one that got the same pid later. */
export interface ProcessRecord {
  name: string;
  pid: number;
  started: string;
}

/**
 * When a process started, in a form that is only ever compared; undefined when there is none (a zombie counts as none).
 */
export function startOf(pid: number): string | undefined {
  return process.platform === 'linux' ? startFromProc(pid) : startFromPs(pid);
}

export function recordOf(name: string, pid: number): ProcessRecord {
  return { name, pid, started: startOf(pid) ?? 'gone' };
}

export const isAlive = (record: ProcessRecord): boolean => startOf(record.pid) === record.started;

export function writeRecord(folder: string, record: ProcessRecord): void {
  mkdirSync(folder, { recursive: true });
  writePrivately(fileOf(folder, record.name), JSON.stringify(record));
}

export function removeRecord(folder: string, name: string): void {
  rmSync(fileOf(folder, name), { force: true });
}

export function readRecords(folder: string): ProcessRecord[] {
  return listOrNothing(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => readRecord(join(folder, file)))
    .filter((record) => record !== undefined);
}

export function readRecord(file: string): ProcessRecord | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessRecord;
  } catch {
    return undefined;
  }
}

const fileOf = (folder: string, name: string): string => join(folder, `${name}.json`);

/**
 * proc(5): the 22nd field of /proc/pid/stat, in ticks since the machine started; the name before it may hold spaces and
 * brackets.
 */
function startFromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : `${bootId()}:${fields[19]}`;
  } catch {
    return undefined;
  }
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

function startFromPs(pid: number): string | undefined {
  const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const line = stdout?.trim();
  return !line || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '');
}

function listOrNothing(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
