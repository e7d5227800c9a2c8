// node tools/bundle.js apps/dialer/dist/main.js ...: makes one file of each compiled program and everything that it
// imports, apps/dialer/bundle/main.js, with a source map beside it. A program then starts in half the time, and a container
// needs no node_modules. What SWC compiled is only put together here, so decorators and their metadata stay as they are.
// main.contents.json beside it says what it was made of.
import { readFileSync, rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { decode, encode } from '@jridgewell/sourcemap-codec';
import { build } from 'esbuild';
import { fail } from './fail.js';

/**
 * Nest loads these when somebody asks for them, which nobody here does, and `debug` the last one when it happens to be
 * there; what runs in production has none of them.
 */
const NEVER_LOADED = [
  '@fastify/multipart',
  '@fastify/view',
  '@nestjs/platform-express',
  '@nestjs/websockets',
  'amqp-connection-manager',
  'class-transformer',
  'class-validator',
  'ioredis',
  'kafkajs',
  'mqtt',
  'supports-color',
];

/** The name in this repository of a file that is ours, whatever folder this runs in. */
const ownName = (file) =>
  file.includes('node_modules/')
    ? undefined
    : resolve(file).match(/\/((apps|libs|tools)\/[^/]+\/(src|dist)\/.*)$/)?.[1];

/** esbuild does not see `createRequire(import.meta.url)('x')`, by which Nest's client loads the one of NATS. */
const NATS_CLIENT = {
  name: 'nats-client',
  setup: ({ onLoad }) =>
    onLoad({ filter: /@nestjs\/microservices\/client\/client-nats\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const contents = text.replace("createRequire(import.meta.url)('@nats-io", "require('@nats-io");
      return text === contents
        ? { errors: [{ text: 'It loads the client of NATS in another way now.' }] }
        : { contents };
    }),
};

/** CommonJS packages in an ES module. */
const REQUIRE = `import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);`;

/**
 * esbuild gives each function its name as it comes into being, again and again where functions make functions: a tenth of
 * what an import costs. Only classes and declared functions need theirs, and only where bundling has changed it.
 */
const NAMING = /(__name=\((\w+),(\w+)\)=>)(__defProp\(\2,"name",\{value(?::\3)?,configurable:!0\}\))/;
const named = (text, path) =>
  NAMING.test(text)
    ? text.replace(NAMING, '$1$2.prototype===void 0||$2.name===$3?$2:$4')
    : fail(`${path} names its functions in another way now: see NAMING.`);

const programs = process.argv.slice(2).map((program) => ({ in: program, out: bundleOf(program).replace(/\.js$/, '') }));
const { outputFiles, metafile, warnings } = await build({
  entryPoints: programs,
  outdir: '.',
  write: false,
  metafile: true,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  // Nest, TypeORM and the logs know classes by their names.
  keepNames: true,
  minifyWhitespace: true,
  minifySyntax: true,
  // Node prints the line in which a program fails.
  lineLimit: 200,
  sourcemap: true,
  sourcesContent: false,
  external: NEVER_LOADED,
  plugins: [NATS_CLIENT],
  banner: { js: REQUIRE },
  logLevel: 'warning',
}).catch(() => fail('Bundling failed: see the messages above.'));
if (warnings.length > 0) fail('Bundling warns: see above.');
for (const [file, { inputs }] of Object.entries(metafile.outputs)) checkPlaces(file, Object.keys(inputs));
for (const folder of new Set(programs.map(({ in: program }) => bundleOf(dirname(program).replace(/dist.*/, 'dist')))))
  rmSync(folder, { recursive: true, force: true });
const contents = Object.entries(metafile.outputs)
  .filter(([file]) => file.endsWith('.js'))
  .map(([file, { inputs }]) => ({ path: file.replace(/js$/, 'contents.json'), text: contentsOf(Object.keys(inputs)) }));
await Promise.all(
  [...outputFiles, ...contents].map(async ({ path, text }) => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(
      path,
      path.endsWith('.map') ? ownMap(text, dirname(path)) : path.endsWith('.js') ? named(text, path) : text,
    );
  }),
);

function bundleOf(program) {
  return program.replace(/(^|\/)dist(\/|$)/, '$1bundle$2');
}

/**
 * Node reads the map of a program when the first error is looked at. Without what is of npm packages it is a fraction of
 * its size; a place in a package is then told as it is in the bundle.
 */
function ownMap(text, folder) {
  const map = JSON.parse(text);
  const sources = map.sources.filter((source) => ownName(join(folder, source)));
  const index = new Map(sources.map((source, position) => [source, position]));
  const mappings = decode(map.mappings).map((line) => {
    let ours = false;
    return line.flatMap(([column, source, ...place]) => {
      const [before, position] = [ours, index.get(map.sources[source])];
      ours = position !== undefined;
      if (ours) return [[column, position, ...place.slice(0, 2)]];
      return before ? [[column]] : [];
    });
  });
  return JSON.stringify({ ...map, sources, names: [], mappings: encode(mappings) });
}

/** Files of this repository, and npm packages with their versions. */
function contentsOf(inputs) {
  const packages = inputs.flatMap((input) => input.match(/^.*node_modules\/(@[^/]+\/)?[^/]+/)?.[0] ?? []);
  const named = packages.map((folder) => JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')));
  return JSON.stringify({
    files: inputs.flatMap((input) => ownName(input) ?? []),
    packages: [...new Set(named.map(({ name, version }) => `${name}@${version}`))].sort(),
  });
}

/** A file that looks for others by its own place finds them from a bundle only when that lies equally deep. */
function checkPlaces(bundle, inputs) {
  for (const input of inputs)
    if (ownName(input) && readFileSync(input, 'utf8').includes('import.meta.'))
      if (dirname(bundleOf(input)) !== dirname(bundle))
        fail(`${input} looks for files beside itself, which ${bundle} is not: let the program tell it the folder.`);
}
