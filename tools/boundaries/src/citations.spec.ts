import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const MADE = new Set(['node_modules', 'dist', 'bundle']);

const filesBelow = (folders: string, names: string): string[] =>
  globSync(`${folders}/**/${names}`, { cwd: ROOT, exclude: (path) => MADE.has(basename(path)) });
const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const SOURCES = [...filesBelow('{apps,libs,tools,docs}', '*.{ts,js,cjs,md}'), 'README.md', 'CONTRIBUTING.md'];

/** Rows of the tables by their first cell: one id, several, or a range such as R4–R6. */
const rows = textOf('docs/requirements.md')
  .split('\n')
  .flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    return /^[DR]\d+/.test(cells[1] ?? '') ? [{ ids: idsIn(cells[1]!), proof: cells.at(-2)! }] : [];
  });

function idsIn(cell: string): string[] {
  return cell.split(', ').flatMap((part) => {
    const [from, to] = part.split('–');
    const [first, last] = [Number(from!.slice(1)), Number((to ?? from)!.slice(1))];
    return Array.from({ length: last - first + 1 }, (_, n) => `${from![0]}${first + n}`);
  });
}

it('every requirement and decision that a source cites stands in docs/requirements.md', () => {
  const known = new Set(rows.flatMap(({ ids }) => ids));
  expect([known.size, known.has('R5'), known.has('D26')]).toEqual([96 + 26, true, true]);
  const unknown = SOURCES.flatMap((path) =>
    [...textOf(path).matchAll(/\b[DR]\d{1,2}\b/g)].filter(([id]) => !known.has(id)).map(([id]) => `${path}: ${id}`),
  );
  expect(unknown).toEqual([]);
});

it('every heading of a document that a source cites is there', () => {
  const missing = SOURCES.flatMap((path) =>
    [...textOf(path).matchAll(/(docs\/[a-z-]+\.md), "([^"]+)"/g)]
      .filter(([, document, heading]) => !new RegExp(`^#+ ${heading}$`, 'm').test(textOf(document!)))
      .map(([citation]) => `${path}: ${citation}`),
  );
  expect(missing).toEqual([]);
});

/** Who has the spec files that a row names, as in "system `reach`, `files`; aggregator `create`". */
const OWNERS: Record<string, string> = {
  system: 'tools/e2e/src',
  people: 'tools/e2e/src/people',
  admin: 'tools/admin/src',
};

it('every spec file that a row names as its proof is there', () => {
  const named = rows.flatMap(({ ids, proof }) =>
    [...proof.matchAll(/([a-z-]+) ((?:`[a-z.-]+`(?:, )?)+)/g)].flatMap(([, owner, names]) =>
      [...names!.matchAll(/`([^`]+)`/g)].map(([, name]) => ({ id: ids[0]!, owner: owner!, name: name! })),
    ),
  );
  expect(named.length).toBeGreaterThan(60);
  const missing = named.filter(
    ({ owner, name }) => filesBelow(OWNERS[owner] ?? `apps/${owner}/src`, `${name}.*spec.ts`).length === 0,
  );
  expect(missing.map(({ id, owner, name }) => `${id}: ${owner} ${name}`)).toEqual([]);
});
