import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@lethe/persistence';
import { z } from 'zod';
import { OAuthClient } from '../entities/oauth-client.ts';
import { AdminError, checked } from './admin-error.ts';
import { findOrganisation } from './organisations.ts';
import { hashSecret, newSecret, secretMatches } from './secret.ts';

const Permission = z
  .string()
  .regex(
    /^(\*|[A-Za-z0-9_*-]+(:[A-Za-z0-9_*-]+)+)$/,
    'a permission is `domain:entity:action`, parts may be `*`, or `*` alone',
  );
const NewClient = z.object({
  id: z.guid().optional(),
  organisationId: z.string(),
  name: z.string().trim().min(1).max(200),
  secret: z.string().min(8).max(200).optional(),
  permissions: z.array(Permission).default([]),
  accessTokenValiditySeconds: z.int().min(300).max(172_800).default(86_400),
});
export type NewClient = z.input<typeof NewClient>;

/** The only moment at which a secret is known; the database keeps its hash. */
export interface ClientWithSecret {
  client: OAuthClient;
  secret: string;
}

export async function createClient(manager: EntityManager, input: NewClient): Promise<ClientWithSecret> {
  const { id = randomUUID(), secret = newSecret(), organisationId, ...rest } = checked(NewClient, input);
  await findOrganisation(manager, organisationId);
  if (await manager.existsBy(OAuthClient, { id })) throw new AdminError(`There is a client ${id} already.`);
  const client = manager.create(OAuthClient, { id, organisationId, ...rest, secretHash: await hashSecret(secret) });
  return { client: await manager.save(client), secret };
}

export function listClients(manager: EntityManager, organisationId?: string): Promise<OAuthClient[]> {
  return manager.find(OAuthClient, {
    where: organisationId === undefined ? {} : { organisationId },
    order: { createdDate: 'ASC' },
  });
}

/**
 * The former secret stops working at once; tokens made with it live on until they expire: disable the client to end
 * those.
 */
export async function rotateSecret(
  manager: EntityManager,
  id: string,
  secret = newSecret(),
): Promise<ClientWithSecret> {
  const client = await findClient(manager, id);
  checked(NewClient.pick({ secret: true }), { secret });
  return { client: await manager.save(Object.assign(client, { secretHash: await hashSecret(secret) })), secret };
}

/** Its tokens are refused within 5 seconds. */
export async function setDisabled(manager: EntityManager, id: string, disabled: boolean): Promise<OAuthClient> {
  return manager.save(Object.assign(await findClient(manager, id), { disabled }));
}

/** Takes effect within 5 seconds, for tokens already given out as well. */
export async function grant(manager: EntityManager, id: string, permissions: string[]): Promise<OAuthClient> {
  const client = await findClient(manager, id);
  const granted = new Set([...client.permissions, ...checked(z.array(Permission), permissions)]);
  return manager.save(Object.assign(client, { permissions: [...granted] }));
}

export async function revoke(manager: EntityManager, id: string, permissions: string[]): Promise<OAuthClient> {
  const client = await findClient(manager, id);
  const missing = permissions.find((permission) => !client.permissions.includes(permission));
  if (missing !== undefined) throw new AdminError(`The client ${id} does not have the permission ${missing}.`);
  return manager.save(
    Object.assign(client, {
      permissions: client.permissions.filter((permission) => !permissions.includes(permission)),
    }),
  );
}

/** Makes the client exist exactly so; for deployments that prescribe their ids and secrets. */
export async function ensureClient(
  manager: EntityManager,
  input: NewClient & { id: string; secret: string },
): Promise<OAuthClient> {
  const existing = await manager.findOneBy(OAuthClient, { id: input.id });
  if (existing === null) return (await createClient(manager, input)).client;
  const { name, permissions } = checked(NewClient, input);
  const secretHash = (await secretMatches(input.secret, existing.secretHash))
    ? existing.secretHash
    : await hashSecret(input.secret);
  return manager.save(Object.assign(existing, { name, permissions, secretHash, disabled: false }));
}

async function findClient(manager: EntityManager, id: string): Promise<OAuthClient> {
  const client = z.guid().safeParse(id).success ? await manager.findOneBy(OAuthClient, { id }) : null;
  if (client === null) throw new AdminError(`There is no client ${id}: list them with \`client list\`.`);
  return client;
}
