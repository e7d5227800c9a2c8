import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { ImportError } from './import-error.ts';
import type { Person } from './people/load-person.ts';

/**
 * The ids of everything that there is of each person, by Number. Keys without ids are left out, and people without any.
 */
export function reportOf(people: ReadonlyMap<string, Person>): { people: Record<string, Partial<Person>> } {
  const entries = [...people].map(([number, person]) => [number, withoutEmpty(person)] as const);
  return { people: Object.fromEntries(entries.filter(([, person]) => Object.keys(person).length > 0)) };
}

function withoutEmpty(person: Person): Partial<Person> {
  return Object.fromEntries(
    Object.entries(person).filter(([, value]) => value !== undefined && Object.keys(value).length > 0),
  );
}

/** At once: a reader sees the former report or the new one, never half of it. @throws ImportError */
export function writeReport(path: string, people: ReadonlyMap<string, Person>): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = openSync(temporary, 'w');
    try {
      writeSync(file, `${JSON.stringify(reportOf(people), null, 2)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new ImportError(`The report can not be written: ${(error as Error).message}`, { cause: error });
  }
}
