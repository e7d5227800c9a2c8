// node tools/run.js [--built] [program] [arguments]: builds, then runs tools/<program>/bundle/main.js, or dist/main.js of
// a program without a bundle, in this same process, so that signals reach the program and not a launcher in front of
// it. --built takes what an earlier build left, if there is anything: `npm run reset` has to work on a full disk.
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.js';
import { fail } from './fail.js';

const given = process.argv.slice(2);
const takeBuilt = given[0] === '--built';
const [program, ...rest] = takeBuilt ? given.slice(1) : given;
const mains = ['bundle', 'dist'].map((folder) => join(import.meta.dirname, program ?? '', folder, 'main.js'));

if (Number(process.versions.node.split('.')[0]) < 24)
  fail(`This runs on the project's own Node: use \`npm run ${program ?? 'build'}\` instead of calling node.`);

const problem = takeBuilt && mains.some((file) => existsSync(file)) ? undefined : await build();
if (problem) fail(problem);

// V8 keeps what it compiled, for this program and the services that it starts; where it may not write, it goes without.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '..', 'node_modules', '.cache', 'lethe', 'compiled');
enableCompileCache();

if (program) {
  const main = mains.find((file) => existsSync(file));
  if (!main) fail(`There is no program ${program}: ${mains[1]} does not exist.`);
  process.argv = [process.execPath, main, ...rest];
  await import(pathToFileURL(main).href);
}
