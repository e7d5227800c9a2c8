import { createOrganisation, ensureClient, listOrganisations, withGatewayDatabase } from '@lethe/gateway/admin';

export interface WantedOrganisation {
  organisationId: string;
  name: string;
  clientId: string;
  clientSecret: string;
}

/** For the stack: an organisation and its one client that may do everything. Changes nothing that is as wanted. */
export function ensureOrganisation(gatewayDatabaseUrl: string, wanted: WantedOrganisation): Promise<void> {
  const { organisationId, name, clientId, clientSecret } = wanted;
  return withGatewayDatabase(gatewayDatabaseUrl, async (manager) => {
    const exists = (await listOrganisations(manager)).some(({ id }) => id === organisationId);
    if (!exists) await createOrganisation(manager, { id: organisationId, name });
    await ensureClient(manager, { id: clientId, secret: clientSecret, organisationId, name, permissions: ['*'] });
  });
}
