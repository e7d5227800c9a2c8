import { randomUUID } from 'node:crypto';
import { query } from './databases.ts';
import { Http } from './http.ts';
import { runTool } from './programs.ts';
import type { System, SystemDescription } from './system.ts';

export type Organisation = Pick<SystemDescription, 'organisationId' | 'clientId' | 'clientSecret'>;

/** An organisation where none is known yet, with a client that may do everything. */
export async function firstOrganisation(system: Pick<System, 'home'>): Promise<Organisation> {
  const admin = async (...args: string[]): Promise<{ id: string; secret: string }> => {
    const { code, output, errors } = await runTool(system, 'admin', [...args, '--json']);
    if (code !== 0) throw new Error(`admin ${args[0]} failed: ${errors}`);
    return JSON.parse(output) as { id: string; secret: string };
  };
  const name = `system test ${randomUUID()}`;
  const { id: organisationId } = await admin('organisation', 'create', name);
  const { id: clientId, secret: clientSecret } = await admin(
    'client',
    'create',
    '--organisation',
    organisationId,
    '--name',
    name,
    '--permission',
    '*',
  );
  return { organisationId, clientId, clientSecret };
}

/**
 * One more organisation, with a client that may do everything and has the secret of the system's own: in SQL, because
 * the tool takes a second for each.
 */
export async function newOrganisation({ description }: Pick<System, 'description'>): Promise<Organisation> {
  const [organisationId, clientId] = [randomUUID(), randomUUID()];
  await query(
    { description },
    'gateway',
    `insert into organisation (id, name) values ('${organisationId}', 'system test ${organisationId}');
    insert into oauth_client (id, organisation_id, name, secret_hash, permissions)
    select '${clientId}', '${organisationId}', 'test', secret_hash, '{*}' from oauth_client where id = '${description.clientId}'`,
  );
  return { organisationId, clientId, clientSecret: description.clientSecret };
}

/**
 * A client with these permissions alone and the secret of the organisation's own: in SQL, because the tool takes a
 * second each.
 */
export async function clientWith(
  lethe: Pick<System, 'description'>,
  { organisationId, clientId, clientSecret }: Organisation,
  permissions: readonly string[],
): Promise<Http> {
  const id = randomUUID();
  const granted = permissions.map((permission) => `'${permission}'`).join(',');
  await query(
    lethe,
    'gateway',
    `insert into oauth_client (id, organisation_id, name, secret_hash, permissions)
    select '${id}', '${organisationId}', 'test', secret_hash, array[${granted}]::text[] from oauth_client where id = '${clientId}'`,
  );
  return Http.login(lethe, { id, secret: clientSecret });
}
