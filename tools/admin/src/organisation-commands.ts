import type { Command } from 'commander';
import { createOrganisation, listOrganisations, setDefaultCountry } from '@lethe/gateway/admin';
import type { Run } from './run.ts';

type Organisation = Awaited<ReturnType<typeof createOrganisation>>;
const shown = ({ id, name, defaultCountry }: Organisation) => ({ id, name, defaultCountry });

export function addOrganisationCommands(program: Command, run: Run): void {
  const group = program.command('organisation').description('organisations (tenants)');
  group
    .command('create <name>')
    .description('create an organisation')
    .option('--id <uuid>', 'its id; made up when left out')
    .option('--default-country <code>', 'country of phone numbers that carry none, for example PT')
    .action((name: string, { id, defaultCountry }: { id?: string; defaultCountry?: string }) =>
      run(async (manager) => shown(await createOrganisation(manager, { id, name, defaultCountry }))),
    );
  group
    .command('list')
    .description('list the organisations')
    .action(() => run(async (manager) => (await listOrganisations(manager)).map(shown)));
  group
    .command('set <id>')
    .description('change an organisation')
    .requiredOption('--default-country <code>', "country of phone numbers that carry none; `none` for the deployment's")
    .action((id: string, { defaultCountry }: { defaultCountry: string }) =>
      run(async (manager) =>
        shown(await setDefaultCountry(manager, id, defaultCountry === 'none' ? null : defaultCountry)),
      ),
    );
}
