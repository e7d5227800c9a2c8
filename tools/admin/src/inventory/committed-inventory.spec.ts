import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differencesOf, differenceText } from '@lethe/aggregator/inventory';
import type { InventoryEntry } from '@lethe/contracts';
import { declaredManifest } from '@lethe/domain-kit';
import { declaredInventory, type DeclaredInventory } from './declared-inventory.ts';

const ROOT = join(__dirname, '..', '..', '..', '..');
const MEND = 'npm run inventory -- --static --out docs/inventory.json';
const committed = JSON.parse(readFileSync(join(ROOT, 'docs', 'inventory.json'), 'utf8')) as DeclaredInventory;
let declared: DeclaredInventory;
beforeAll(async () => {
  declared = await declaredInventory(ROOT, {
    domain: (folder, name) => import(join(folder, 'src', `${name}.ts`)) as never,
    declaredManifest: declaredManifest as never,
  });
});

/** What the committed inventory does not say, or says otherwise, each by its name. */
function stale(was: readonly InventoryEntry[], is: readonly InventoryEntry[]): string[] {
  const names = [...new Set([...was, ...is].map(({ name }) => name))];
  return names.flatMap((name) => {
    const [before, now] = [was, is].map((entries) => entries.find((one) => one.name === name));
    if (before === undefined || now === undefined) return [`${name} ${before === undefined ? 'added' : 'removed'}`];
    return differencesOf(before, now).map((one) => `${name}: ${differenceText(one)}`);
  });
}

it('docs/inventory.json says what the services declare', () => {
  const found = [...stale(committed.domains, declared.domains), ...stale(committed.services, declared.services)];
  expect(found.length === 0 ? found : [...found, `Bring it up to date: ${MEND}`]).toEqual([]);
});

it('is stale, by the name of the column, as soon as somebody adds one, and by what else is said of it', () => {
  const changed = structuredClone(declared.domains);
  const user = changed.find(({ name }) => name === 'directory')!.recordTypes.find(({ type }) => type === 'user')!;
  const [id, email] = ['id', 'email'].map((name) => user.fields!.find((field) => field.name === name)!);
  user.fields!.push({ ...email!, name: 'nickname', column: 'nickname' });
  email!.categories = ['profile'];
  user.purpose = 'Another one';
  user.fields = user.fields!.filter((field) => field !== id);
  expect(stale(declared.domains, changed)).toEqual([
    'directory: user changed (purpose)',
    'directory: user.id removed',
    'directory: user.email changed (categories)',
    'directory: user.nickname added',
  ]);
  expect(stale(declared.domains, declared.domains.slice(1))).toEqual([`${declared.domains[0]!.name} removed`]);
});

it('tells of every personal column its category, and of every record type its ground and retention', () => {
  const types = [...declared.domains, ...declared.services].flatMap(({ recordTypes }) => recordTypes);
  expect(types.filter(({ legalGround, retention, purpose }) => !legalGround || !retention || !purpose)).toEqual([]);
  const personal = types.flatMap(({ fields = [] }) => fields).filter((field) => field.personal);
  expect(personal.filter(({ categories }) => categories.length === 0)).toEqual([]);
  expect(personal.length).toBeGreaterThan(60);
});
