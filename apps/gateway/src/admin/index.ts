// What operators' tools may do to a gateway's database: organisations, clients, permissions, keys.
export { AdminError } from './admin-error.ts';
export {
  createOrganisation,
  listOrganisations,
  setDefaultCountry,
  findOrganisation,
  type NewOrganisation,
} from './organisations.ts';
export {
  createClient,
  ensureClient,
  grant,
  listClients,
  revoke,
  rotateSecret,
  setDisabled,
  type ClientWithSecret,
  type NewClient,
} from './clients.ts';
export { ensureSigningKey, rotateSigningKey } from './signing-keys.ts';
export { withGatewayDatabase } from './open-admin.ts';
