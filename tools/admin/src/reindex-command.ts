import { AdminError } from '@lethe/gateway/admin';
import type { Command } from 'commander';
import type { Write } from './print.ts';
import { reindexDomain } from './reindex-domain.ts';
import { withServices } from './with-services.ts';

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

const reindexAll = (write: Write, wanted: readonly string[]): Promise<void> =>
  withServices(wanted, async ({ messaging, organisations, domains }) => {
    const failures: string[] = [];
    for (const domain of domains) {
      const failure = await reindexDomain(messaging, domain, organisations, write);
      if (failure !== undefined) failures.push(`${domain}: ${failure}`);
    }
    if (failures.length > 0) throw new AdminError(`Not everything is done; run it again.\n${failures.join('\n')}`);
  });
