import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/**
 * Runs bundle/<name>.js of this package with `input` as JSON on its stdin (so that credentials are in no environment and
 * on no command line) and returns what it printed. Not in this process: a supervisor that lives for weeks need not hold
 * TypeORM.
 */
export async function runProgram(
  name: string,
  input: unknown,
  { env, signal }: { env: NodeJS.ProcessEnv; signal?: AbortSignal },
): Promise<string> {
  const script = join(import.meta.dirname, '..', 'bundle', `${name}.js`);
  const child = spawn(process.execPath, [script], { cwd: '/', env, stdio: 'pipe', signal, detached: true });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  child.stdin.once('error', () => undefined);
  child.stdin.end(JSON.stringify(input));
  const [code, output, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (code !== 0) throw new Error(errors.trim() || `${name} ended with code ${code}`);
  return output.trim();
}
