import type { Command } from 'commander';
import { rotateSigningKey } from '@lethe/gateway/admin';
import type { Run } from './run.ts';

export function addKeyCommands(program: Command, run: Run): void {
  const group = program.command('key').description('the key that signs tokens and download links');
  group
    .command('rotate')
    .description('sign with a new key; tokens of the former one live until they expire')
    .action(() => run(async (manager) => ({ kid: await rotateSigningKey(manager) })));
}
