import { Command } from 'commander';
import { withGatewayDatabase } from '@lethe/gateway/admin';
import { addClientCommands } from './client-commands.ts';
import { findDatabase } from './find-database.ts';
import { addKeyCommands } from './key-commands.ts';
import { addOrganisationCommands } from './organisation-commands.ts';
import { addPermissionCommands } from './permission-commands.ts';
import { print, type Row, type Write } from './print.ts';

/** Work of one command: one transaction on the gateway's database, one printed result. */
export type Run = (work: Parameters<typeof withGatewayDatabase<Row | Row[]>>[1]) => Promise<void>;

export function createProgram(write: Write): Command {
  const program = new Command('admin')
    .description('Organisations, OAuth clients, permissions and signing keys of a deployment.')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nThe database is LETHE_GATEWAY_DATABASE_URL, else that of the stack in LETHE_HOME (default .lethe).',
    )
    .showHelpAfterError('(add --help for what there is)');
  const run: Run = async (work) =>
    print(write, await withGatewayDatabase(findDatabase(), work), program.opts<{ json?: boolean }>().json ?? false);
  addOrganisationCommands(program, run);
  addClientCommands(program, run);
  addPermissionCommands(program, run);
  addKeyCommands(program, run);
  // --json may stand behind the command as well as in front of it.
  for (const group of program.commands)
    for (const command of group.commands)
      command.option('--json', 'print JSON').on('option:json', () => program.setOptionValue('json', true));
  return program;
}
