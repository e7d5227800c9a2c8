import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const MADE = new Set(['node_modules', 'dist', 'bundle', '.nx', '.git']);
const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const PAGES = globSync('**/*.md', { cwd: ROOT, exclude: (path) => MADE.has(basename(path)) });

/** As the common forges make an anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const anchorsIn = (page: string): string[] =>
  [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!));

function isThere(page: string, target: string): boolean {
  const [path, anchor] = target.split('#');
  const file = path === '' ? page : join(dirname(page), path!);
  return existsSync(join(ROOT, file)) && (anchor === undefined || anchorsIn(file).includes(anchor));
}

it('every link of a Markdown file leads to a file, and to a heading, of the repository', () => {
  const links = PAGES.flatMap((page) =>
    [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target]) => ({ page, target: target! }))
      .filter(({ target }) => !/^[a-z]+:/.test(target)),
  );
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter(({ page, target }) => !isThere(page, target))).toEqual([]);
});

/** Rows of the table of environment variables: the names in the first cell, and what is said of them. */
const rows = textOf('docs/conventions.md')
  .split('\n')
  .filter((line) => line.startsWith('| `LETHE_'))
  .map((line) => {
    const [, names = '', , ...meaning] = line.split('|');
    return { names: namesIn(names), meaning: meaning.join('|') };
  });

/** `LETHE_A_X`, `_Y` is LETHE_A_X and LETHE_A_Y. */
function namesIn(cell: string): string[] {
  let stem = '';
  return [...cell.matchAll(/`([A-Z0-9_]+)`/g)].map(([, name]) => {
    if (name!.startsWith('_')) return stem + name!;
    stem = name!.replace(/_[A-Z0-9]+$/, '');
    return name!;
  });
}

interface Schema {
  shape: Record<string, { safeParse(value: undefined): { data?: unknown } }>;
}

/** The schemas of the environments of gateway, aggregator and domains. */
const SCHEMAS = [
  ['apps/gateway/src/config.ts', 'GatewayEnvironment'],
  ['apps/aggregator/src/config.ts', 'AggregatorConfig'],
  ['libs/domain-kit/src/start-domain.ts', 'DomainConfig'],
] as const;
const variables = new Map<string, Schema['shape'][string]>();
beforeAll(async () => {
  for (const [file, name] of SCHEMAS) {
    const module = (await import(join(ROOT, file))) as Record<string, Schema>;
    for (const [variable, schema] of Object.entries(module[name]!.shape)) variables.set(variable, schema);
  }
});

it('docs/conventions.md names every variable of a service', () => {
  const known = new Set(rows.flatMap(({ names }) => names));
  expect([...variables.keys()].filter((name) => !known.has(name))).toEqual([]);
});

it('docs/conventions.md says the defaults that are in force', () => {
  const wrong = [...variables].flatMap(([name, schema]) => {
    const standard = schema.safeParse(undefined).data;
    const row = rows.find(({ names }) => names.includes(name));
    if (standard === undefined || row === undefined) return [];
    const said = row.meaning.match(/[\w.-]+(?:\.\d+)?/g)?.map((word) => word.replace(/\.$/, '')) ?? [];
    return said.includes(String(standard)) ? [] : [`${name}: ${String(standard)}`];
  });
  expect(wrong).toEqual([]);
});

it('every script that a document tells to run is there', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
  const told = PAGES.flatMap((page) =>
    [...textOf(page).matchAll(/\bnpm run (?:-s )?([a-z]+(?::[a-z]+)*)/g)].map(([, script]) => ({
      page,
      script: script!,
    })),
  );
  expect(told.length).toBeGreaterThan(30);
  expect(told.filter(({ script }) => scripts[script] === undefined)).toEqual([]);
});
