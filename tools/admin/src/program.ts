import { Command } from 'commander';
import { addClientCommands } from './client-commands.ts';
import { addInventoryCommand } from './inventory/inventory-command.ts';
import { addKeyCommands } from './key-commands.ts';
import { addOrganisationCommands } from './organisation-commands.ts';
import { addPermissionCommands } from './permission-commands.ts';
import { addPostureCommand } from './posture/posture-command.ts';
import type { Write } from './print.ts';
import { addReindexCommand } from './reindex-command.ts';
import { runWith } from './run.ts';

export function createProgram(write: Write): Command {
  const program = new Command('admin')
    .description(
      'Organisations, OAuth clients, permissions and signing keys of a deployment; its keys of people anew, its inventory, what no request reaches.',
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nThe database is LETHE_GATEWAY_DATABASE_URL, else that of the stack in LETHE_HOME (default .lethe).',
    )
    .showHelpAfterError('(add --help for what there is)');
  const run = runWith(write, () => program.opts<{ json?: boolean }>().json ?? false);
  addOrganisationCommands(program, run);
  addClientCommands(program, run);
  addPermissionCommands(program, run);
  addKeyCommands(program, run);
  addReindexCommand(program, write);
  addInventoryCommand(program, write);
  addPostureCommand(program, write);
  // --json may stand behind the command as well as in front of it.
  for (const group of program.commands)
    for (const command of group.commands)
      command.option('--json', 'print JSON').on('option:json', () => program.setOptionValue('json', true));
  return program;
}
