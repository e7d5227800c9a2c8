import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ImportError } from './import-error.ts';

const USAGE = `npm run import -- --identities FILE.csv [--report OUT.json] [--messages F.json]

  --identities FILE.csv  people to load; their columns are described in tools/import/README.md
  --report OUT.json      where to write the ids of everything that was made of each person
  --messages F.json      texts of the conversations that every third person gets; without it nobody gets any`;

export interface Arguments {
  identities: string;
  report?: string;
  messages?: string;
}

/** Paths are meant from where npm was called. @throws ImportError */
export function parseArguments(given: string[], folder: string): Arguments {
  const { identities, report, messages } = valuesOf(given);
  if (!identities) throw new ImportError(`Which file is to be imported?\n\n${USAGE}`);
  return {
    identities: resolve(folder, identities),
    ...(report && { report: resolve(folder, report) }),
    ...(messages && { messages: resolve(folder, messages) }),
  };
}

function valuesOf(args: string[]) {
  const file = { type: 'string' } as const;
  try {
    return parseArgs({ args, options: { identities: file, report: file, messages: file } }).values;
  } catch (error) {
    throw new ImportError(`${(error as Error).message}\n\n${USAGE}`);
  }
}
