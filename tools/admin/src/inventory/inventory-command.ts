import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { dpia, inventoryCsv, inventoryPage } from '@lethe/aggregator/inventory';
import { InventoryFormat, type GdprInventory } from '@lethe/contracts';
import { AdminError } from '@lethe/gateway/admin';
import type { Command } from 'commander';
import type { Write } from '../print.ts';
import { ROOT } from '../root.ts';
import { askedInventory, askInventory } from './ask-inventory.ts';
import { declaredInventory, type DeclaredInventory, type Loaded } from './declared-inventory.ts';
import { record } from './record.ts';

interface Options {
  format: string;
  out?: string;
  static?: boolean;
  dpia?: boolean;
  record?: true | string[];
}

export function addInventoryCommand(program: Command, write: Write): void {
  program
    .command('inventory')
    .description('what the services hold of people, why, for how long and where: the record of processing (Article 30)')
    .option('--format <format>', 'json, csv or html', 'json')
    .option('--out <file>', 'write it there')
    .option('--static', 'of what this checkout declares, without a running stack (docs/inventory.json)')
    .option('--dpia', 'a skeleton of the assessment of Article 35, in Markdown, with blanks for what a person judges')
    .option('--record [domain...]', 'take what the domains say now as what they are held against')
    .addHelpText(
      'after',
      '\nThe API is at LETHE_API, the client LETHE_CLIENT_ID and LETHE_CLIENT_SECRET, else those of the stack in LETHE_HOME.' +
        '\n--record needs LETHE_NATS_URL and LETHE_NATS_SEED of the gateway instead of a client.',
    )
    .action((options: Options) => run(write, options));
}

async function run(write: Write, options: Options): Promise<void> {
  if (options.record !== undefined) return record(write, options.record === true ? [] : options.record);
  const { text, note } = options.dpia ? await assessment(options) : await inventory(options);
  if (options.out === undefined) write(text);
  else {
    // As npm was called: it runs programs in the folder of the package.
    writeFileSync(resolve(process.env['INIT_CWD'] ?? '.', options.out), text);
    write(`${options.out} is written.${note}\n`);
  }
}

async function assessment(options: Options): Promise<{ text: string; note: string }> {
  const { text, blanks } = dpia(options.static ? asInventory(await declared()) : await askedInventory());
  return { text, note: ` ${blanks} blanks are left to a person.` };
}

async function inventory(options: Options): Promise<{ text: string; note: string }> {
  const format = InventoryFormat.safeParse(options.format);
  if (!format.success) throw new AdminError(`There is no format ${options.format}: json, csv and html.`);
  const text = options.static ? await staticText(format.data) : await askInventory(format.data);
  return { text: format.data === 'json' ? `${JSON.stringify(JSON.parse(text), null, 2)}\n` : text, note: '' };
}

async function staticText(format: InventoryFormat): Promise<string> {
  const entries = await declared();
  if (format === 'json') return JSON.stringify(entries);
  const whole = asInventory(entries);
  return format === 'html' ? inventoryPage(whole) : (await buffer(inventoryCsv(whole))).toString();
}

/** Nobody was asked, so nobody is away and nothing has drifted. */
const asInventory = ({ domains, services }: DeclaredInventory): GdprInventory => ({
  createdDate: new Date().toISOString(),
  isCurrent: true,
  domains: domains.map((entry) => ({ ...entry, answered: true, available: true, described: true, drift: [] })),
  services,
  measures: [],
});

/** Of what was built here. Loaded by path: the kit has to be the one that the domains' modules were made with. */
async function declared(): Promise<DeclaredInventory> {
  const loadFrom = (...path: string[]) => import(pathToFileURL(join(...path)).href) as Promise<never>;
  try {
    const { declaredManifest } = (await loadFrom(ROOT, 'libs/domain-kit/dist/index.js')) as Loaded;
    return await declaredInventory(ROOT, {
      domain: (folder, name) => loadFrom(folder, 'dist', `${name}.js`),
      declaredManifest,
    });
  } catch (cause) {
    if ((cause as { code?: string }).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new AdminError('--static needs a checkout with what was built: run it as `npm run inventory`.');
  }
}
