import type { Command } from 'commander';
import { createClient, listClients, rotateSecret, setDisabled, type ClientWithSecret } from '@lethe/gateway/admin';
import type { Run } from './run.ts';

type Client = ClientWithSecret['client'];
interface NewClientOptions {
  organisation: string;
  name: string;
  permission: string[];
  id?: string;
  secret?: string;
  tokenSeconds?: string;
}

export const shownClient = ({ id, organisationId, name, permissions, disabled }: Client) => ({
  id,
  organisationId,
  name,
  permissions,
  disabled,
});
/** The secret is shown here and never again. */
const withSecret = ({ client, secret }: ClientWithSecret) => ({ ...shownClient(client), secret });

export function addClientCommands(program: Command, run: Run): void {
  const group = program.command('client').description('OAuth clients (client credentials)');
  group
    .command('create')
    .description('create a client; prints its secret, once')
    .requiredOption('--organisation <id>', 'whose client it is')
    .requiredOption('--name <name>', 'what it is called')
    .option('--permission <permission...>', 'what it may do, for example gdpr:request:view, gdpr:*:* or *', [])
    .option('--id <uuid>', 'its id; made up when left out')
    .option('--secret <secret>', 'its secret; made up when left out')
    .option('--token-seconds <seconds>', 'how long its tokens live, 300 to 172800')
    .action(({ organisation, name, permission, id, secret, tokenSeconds }: NewClientOptions) =>
      run(async (manager) => {
        const accessTokenValiditySeconds = tokenSeconds === undefined ? undefined : Number(tokenSeconds);
        return withSecret(
          await createClient(manager, {
            organisationId: organisation,
            name,
            permissions: permission,
            id,
            secret,
            accessTokenValiditySeconds,
          }),
        );
      }),
    );
  group
    .command('list')
    .description('list the clients')
    .option('--organisation <id>', 'only of this organisation')
    .action(({ organisation }: { organisation?: string }) =>
      run(async (manager) => (await listClients(manager, organisation)).map(shownClient)),
    );
  group
    .command('rotate-secret <id>')
    .description('give it a new secret, printed once; the former one stops working')
    .action((id: string) => run(async (manager) => withSecret(await rotateSecret(manager, id))));
  group
    .command('disable <id>')
    .description('refuse it and its tokens, within 5 seconds')
    .action((id: string) => run(async (manager) => shownClient(await setDisabled(manager, id, true))));
  group
    .command('enable <id>')
    .description('accept it again')
    .action((id: string) => run(async (manager) => shownClient(await setDisabled(manager, id, false))));
}
