import { createRequire } from 'node:module';
import type * as Sdk from 'purecloud-platform-client-v2';
import type { System } from './system.ts';

const platformClient = createRequire(__filename)('purecloud-platform-client-v2') as typeof Sdk;

export interface SdkApis {
  gdpr: Sdk.GeneralDataProtectionRegulationApi;
  contacts: Sdk.ExternalContactsApi;
  users: Sdk.UsersApi;
  outbound: Sdk.OutboundApi;
  downloads: Sdk.DownloadsApi;
  conversations: Sdk.ConversationsApi;
  recordings: Sdk.RecordingApi;
  architect: Sdk.ArchitectApi;
  journey: Sdk.JourneyApi;
}

/** The official SDK, unchanged, pointed at the stack with `setGateway` alone and logged in. */
export async function sdkFor({ description }: Pick<System, 'description'>): Promise<SdkApis> {
  const client = platformClient.ApiClient.instance;
  // The SDK watches a configuration file in the home directory, which would outlive the test.
  (client.config as { live_reload_config?: boolean }).live_reload_config = false;
  const { hostname, port } = new URL(description.api);
  client.setGateway({ host: hostname, protocol: 'http', port: Number(port) } as never);
  await client.loginClientCredentialsGrant(description.clientId, description.clientSecret);
  return {
    gdpr: new platformClient.GeneralDataProtectionRegulationApi(),
    contacts: new platformClient.ExternalContactsApi(),
    users: new platformClient.UsersApi(),
    outbound: new platformClient.OutboundApi(),
    downloads: new platformClient.DownloadsApi(),
    conversations: new platformClient.ConversationsApi(),
    recordings: new platformClient.RecordingApi(),
    architect: new platformClient.ArchitectApi(),
    journey: new platformClient.JourneyApi(),
  };
}
