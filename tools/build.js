// Builds every project and bundles every program through Nx, which takes what did not change from its cache. It needs
// a second to find out that nothing did; names, sizes and times of all files tell that at once.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from './capture.js';
import { explain } from './fail.js';
import { withLock } from './lock.js';

const ROOT = join(import.meta.dirname, '..');

/** No daemon, no terminal interface, no colours: the output of these commands is read in logs. */
const NX_ENVIRONMENT = { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', FORCE_COLOR: '0' };
const NX = join(ROOT, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');

const STAMP = join(ROOT, '.nx', 'built');
/** Beside all that is in the folders of the projects: what Nx is told to look at, and what builds. */
const FILES = ['package-lock.json', 'nx.json', '.swcrc', 'tsconfig.base.json', 'tools/bundle.js'];

/**
 * Undefined when the build is up to date, else the sentence that says why it is not; the compiler's output goes to
 * stderr.
 */
export async function build() {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === state()) return undefined;
  const env = { ...process.env, ...NX_ENVIRONMENT };
  const { code, output } = await withLock(() =>
    capture(process.execPath, [NX, 'run-many', '--targets=build,bundle', '--outputStyle=static'], { cwd: ROOT, env }),
  );
  if (code === 0) return writeFileSync(STAMP, state());
  process.stderr.write(output);
  return explain(output, 'The build failed: see the messages above.');
}

/** Of sources and of what was made of them: also a `dist` that somebody removed is built again. */
function state() {
  const entries = ['apps', 'libs', 'tools'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }),
  );
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const lines = [...FILES.map((file) => join(ROOT, file)), ...files].sort().map((file) => {
    const { size, mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? {};
    return `${file} ${size} ${mtimeMs}`;
  });
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
