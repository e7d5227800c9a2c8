import type { Command } from 'commander';
import { grant, revoke } from '@lethe/gateway/admin';
import { shownClient } from './client-commands.ts';
import type { Run } from './run.ts';

export function addPermissionCommands(program: Command, run: Run): void {
  const group = program.command('permission').description('what a client may do');
  group
    .command('grant <client> <permissions...>')
    .description('grant permissions, for example externalContacts:contact:*')
    .action((client: string, permissions: string[]) =>
      run(async (manager) => shownClient(await grant(manager, client, permissions))),
    );
  group
    .command('revoke <client> <permissions...>')
    .description('take permissions away, exactly as they were granted')
    .action((client: string, permissions: string[]) =>
      run(async (manager) => shownClient(await revoke(manager, client, permissions))),
    );
}
