import { StackError } from './stack-error.ts';
import { portHolder } from './port-holder.ts';
import { portProblem } from './ports.ts';

const DEFAULT_PORT = 8080;

export function parsePort(text: string | undefined): number {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new StackError(
    `LETHE_PORT=${text} is not a port: give a number from 1 to 65535, for example LETHE_PORT=${DEFAULT_PORT + 1} npm start`,
  );
}

export async function assertPortIsFree(port: number): Promise<void> {
  const problem = await portProblem(port);
  if (problem === undefined) return;
  if (problem === 'EACCES')
    throw new StackError(
      `Port ${port} needs privileges that you do not have. Choose another: LETHE_PORT=${DEFAULT_PORT} npm start`,
    );
  const holder = portHolder(port);
  const by = holder === undefined ? '' : ` (by pid ${holder})`;
  throw new StackError(`Port ${port} is taken${by}. Stop it or choose another: LETHE_PORT=${port + 1} npm start`);
}
