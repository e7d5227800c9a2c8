// Builds every project and bundles every program through Nx: what did not change comes from its cache (about a second).
import { join } from 'node:path';
import { capture } from './capture.js';
import { explain } from './fail.js';
import { withLock } from './lock.js';

const ROOT = join(import.meta.dirname, '..');

/** No daemon, no terminal interface, no colours: the output of these commands is read in logs. */
const NX_ENVIRONMENT = { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', FORCE_COLOR: '0' };
const NX = join(ROOT, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');

/**
 * Undefined when the build is up to date, else the sentence that says why it is not; the compiler's output goes to
 * stderr.
 */
export async function build() {
  const env = { ...process.env, ...NX_ENVIRONMENT };
  const { code, output } = await withLock(() =>
    capture(process.execPath, [NX, 'run-many', '--targets=build,bundle', '--outputStyle=static'], { cwd: ROOT, env }),
  );
  if (code === 0) return undefined;
  process.stderr.write(output);
  return explain(output, 'The build failed: see the messages above.');
}
