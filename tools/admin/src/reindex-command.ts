import { AdminError, listOrganisations, withGatewayDatabase } from '@lethe/gateway/admin';
import { MessagingClient } from '@lethe/messaging';
import { Logger } from '@nestjs/common';
import type { Command } from 'commander';
import { askGateway, findServices } from './find-services.ts';
import { findDatabase } from './find-database.ts';
import type { Write } from './print.ts';
import { reindexDomain } from './reindex-domain.ts';

export function addReindexCommand(program: Command, write: Write): void {
  program
    .command('reindex [domain...]')
    .description(
      'computes the keys by which people are found anew, while everything serves; all domains when none is named',
    )
    .addHelpText(
      'after',
      '\nRun it after an upgrade, when no process of the former version is left. What is interrupted goes on where it was.' +
        '\nThe services are at LETHE_API, LETHE_NATS_URL and LETHE_NATS_SEED, else those of the stack in LETHE_HOME.',
    )
    .action((domains: string[]) => reindexAll(write, domains));
}

async function reindexAll(write: Write, wanted: readonly string[]): Promise<void> {
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
    const failures: string[] = [];
    for (const domain of wanted.length > 0 ? wanted : domains) {
      const failure = await reindexDomain(messaging, domain, organisations, write);
      if (failure !== undefined) failures.push(`${domain}: ${failure}`);
    }
    if (failures.length > 0) throw new AdminError(`Not everything is done; run it again.\n${failures.join('\n')}`);
  } finally {
    await messaging.close();
  }
}
