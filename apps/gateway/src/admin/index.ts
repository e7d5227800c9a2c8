// What operators' tools may do to a gateway's database: organisations, clients, permissions, keys.
export { AdminError } from './admin-error.ts';
export { createOrganisation, listOrganisations, setDefaultCountry } from './organisations.ts';
export {
  createClient,
  ensureClient,
  grant,
  listClients,
  revoke,
  rotateSecret,
  setDisabled,
  type ClientWithSecret,
} from './clients.ts';
export { rotateSigningKey } from './signing-keys.ts';
export { withGatewayDatabase } from './open-admin.ts';
export { GATEWAY_ENTRY } from '../gdpr/gateway-entry.ts';
