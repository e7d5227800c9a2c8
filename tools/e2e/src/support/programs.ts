import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { System } from './system.ts';

const TOOLS = join(__dirname, '..', '..', '..');

/** Runs a built tool (`admin`, `import`) against the system, as `npm run` does. */
export async function runTool(
  { home }: Pick<System, 'home'>,
  tool: string,
  args: string[],
): Promise<{ code: number | null; output: string; errors: string }> {
  const child = spawn(process.execPath, [join(TOOLS, tool, 'dist', 'main.js'), ...args], {
    env: { PATH: process.env['PATH'], LETHE_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, output, errors };
}

/** Another client of the test's organisation. */
export async function newClient(
  lethe: Pick<System, 'home' | 'description'>,
  ...permissions: string[]
): Promise<{ id: string; secret: string }> {
  const granted = permissions.flatMap((permission) => ['--permission', permission]);
  const { code, output, errors } = await runTool(lethe, 'admin', [
    'client',
    'create',
    '--json',
    '--organisation',
    lethe.description.organisationId,
    '--name',
    'test',
    ...granted,
  ]);
  if (code !== 0) throw new Error(`admin client create failed: ${errors}`);
  return JSON.parse(output) as { id: string; secret: string };
}
