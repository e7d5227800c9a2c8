// The rival: one process that does what Lethe does to the tables of these people, written by hand. Nothing of it is a
// model for a product: whoever adds a column or a service has to think of each statement here.
import { randomBytes } from 'node:crypto';
import { openStorage } from '@lethe/storage';
import { inFlight } from '../contestants/in-flight.ts';
import type { Verb } from '../contestants/contestant.ts';
import { erase } from './erase.ts';
import { exportPerson } from './export.ts';
import type { RivalAnswer, RivalJob, Setup } from './messages.ts';
import { Pools } from './pools.ts';
import { search } from './search.ts';

type Asked = RivalJob['people'][number];

process.once('message', ({ databases, organisationId, storage: path }: Setup) => {
  const pools = new Pools(databases, organisationId);
  const storage = openStorage({ kind: 'fs', path });
  const secret = randomBytes(32).toString('base64url');
  const verbs: Record<Verb, (person: Asked) => Promise<void>> = {
    erase: ({ contact }) => erase(pools, secret, contact),
    search: async ({ email }) => {
      if ((await search(pools, email)).length === 0) throw new Error('a search found nobody');
    },
    export: ({ contact }) => exportPerson(pools, secret, storage, contact),
  };
  process.on('message', ({ verb, people, atOnce }: RivalJob) => {
    inFlight(people, atOnce, verbs[verb]).then(
      (latencies) => answer({ latencies }),
      (error: Error) => answer({ error: error.message }),
    );
  });
});
process.once('disconnect', () => process.exit());

const answer = (message: RivalAnswer): boolean => process.send!(message);
