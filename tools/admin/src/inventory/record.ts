import { differenceText } from '@lethe/aggregator/inventory';
import { RecordInventoryReply, SUBJECTS } from '@lethe/contracts';
import { AdminError } from '@lethe/gateway/admin';
import { MessagingClient } from '@lethe/messaging';
import { Logger } from '@nestjs/common';
import { findServices } from '../find-services.ts';
import type { Write } from '../print.ts';

/** Takes what the domains say now as what they are held against, and says what had differed. */
export async function record(write: Write, domains: readonly string[]): Promise<void> {
  const { nats } = findServices();
  // Nest's client says when it connects; a command says what it did.
  Logger.overrideLogger(false);
  // The gateway's key at NATS permits the call, and its inbox alone.
  const messaging = new MessagingClient(nats, 'gateway');
  try {
    const { recorded, missing } = await messaging.call(
      SUBJECTS.aggregator.recordInventory,
      { domains },
      RecordInventoryReply,
    );
    for (const { domain, differences } of recorded)
      write(
        `${domain}: recorded${differences.length === 0 ? ', as before' : `; ${differences.map(differenceText).join('; ')}`}\n`,
      );
    if (missing.length > 0)
      throw new AdminError(`Not recorded, because it does not say now what it holds: ${missing.join(', ')}.`);
  } finally {
    await messaging.close();
  }
}
