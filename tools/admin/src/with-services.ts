import { AdminError, listOrganisations, withGatewayDatabase } from '@lethe/gateway/admin';
import { MessagingClient } from '@lethe/messaging';
import { Logger } from '@nestjs/common';
import { findDatabase } from './find-database.ts';
import { askGateway, findServices } from './find-services.ts';

export interface Organisation {
  organisationId: string;
  defaultCountry: string;
}

export interface Services {
  messaging: Pick<MessagingClient, 'call'>;
  organisations: Organisation[];
  /** Those that were asked for, all when none was. */
  domains: string[];
}

/** Work that calls services over NATS, for every organisation. */
export async function withServices(
  wanted: readonly string[],
  work: (services: Services) => Promise<void>,
): Promise<void> {
  const { api, nats } = findServices();
  const { defaultCountry, domains } = await askGateway(api);
  const unknown = wanted.filter((name) => !domains.includes(name));
  if (unknown.length > 0) throw new AdminError(`There is no domain ${unknown.join(', ')}, but ${domains.join(', ')}.`);
  const organisations = (await withGatewayDatabase(findDatabase(), listOrganisations)).map((organisation) => ({
    organisationId: organisation.id,
    defaultCountry: organisation.defaultCountry ?? defaultCountry,
  }));
  // Nest's client says when it connects; a command says what it did.
  Logger.overrideLogger(false);
  // The gateway's key at NATS permits the call, and its inbox alone.
  const messaging = new MessagingClient(nats, 'gateway');
  try {
    await work({ messaging, organisations, domains: wanted.length > 0 ? [...wanted] : domains });
  } finally {
    await messaging.close();
  }
}
