import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { reclaim } from './reclaim.ts';
import { explain, StackError } from './stack-error.ts';
import { supervisorOf } from './supervisor-lock.ts';
import type { Home } from './home.ts';

/**
 * Forgets everything a stack kept. Removes only what a stack writes: a folder that somebody else uses as well stays.
 */
export async function reset(home: Home): Promise<string> {
  const supervisor = supervisorOf(home);
  if (supervisor)
    throw new StackError(
      `Lethe runs in ${home.path} (pid ${supervisor.pid}): stop it first (Ctrl-C there, or \`kill ${supervisor.pid}\`).`,
    );
  if (!existsSync(home.path)) return `There is nothing in ${home.path} to forget.`;
  if (!existsSync(home.marker))
    throw new StackError(`${home.path} is not a folder of Lethe (${home.marker} is missing): it was left alone.`);
  try {
    await reclaim(home);
    const { postgres, nats, logs, storage, temporary, secrets, run, demoPeople, file, marker } = home;
    for (const path of [
      file,
      run,
      postgres,
      nats,
      logs,
      storage,
      temporary,
      secrets,
      demoPeople,
      `${home.path}/supervisor.lock`,
      marker,
    ])
      rmSync(path, { recursive: true, force: true });
    if (readdirSync(home.path).length > 0)
      return `Forgot everything of Lethe in ${home.path}; other files there were left alone.`;
    rmdirSync(home.path);
    return `Forgot everything in ${home.path}.`;
  } catch (error) {
    throw explain(error, home.path);
  }
}
