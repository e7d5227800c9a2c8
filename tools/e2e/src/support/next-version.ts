import { alteredRoot, type Alteration } from './altered-root.ts';

/** What the next version adds to a table of each of these services, in a migration that suits both versions. */
export const MIGRATED = {
  gateway: 'oauth_client',
  aggregator: 'gdpr_request',
  'external-contacts': 'external_contact',
} as const;
export const NEW_COLUMN = 'column_of_the_next_version';

/**
 * A next version of the product, built beside this one: a migration in three services, and a field in every call and
 * every reply over NATS that this version knows nothing of. What clients and stores define themselves stays as it is.
 */
export function nextVersion(): string {
  const migrations = Object.entries(MIGRATED).map(([service, table]) => [
    `apps/${service}/dist/migrations/next.js`,
    migration(table),
  ]);
  return alteredRoot(
    [...Object.keys(MIGRATED).map(withMigration), CALLS, REPLIES],
    Object.fromEntries(migrations) as Record<string, string>,
  );
}

const migration = (table: string): string => `
  export class Next1900000000000 {
    name = 'Next1900000000000';
    up(runner) {
      return runner.query('alter table ${table} add column ${NEW_COLUMN} text; create index ${table}_next on ${table} (${NEW_COLUMN})');
    }
    down() {}
  }`;

const withMigration = (service: string): Alteration => ({
  file: `apps/${service}/dist/migrations/index.js`,
  find: 'export const migrations = [',
  replace: `import { Next1900000000000 } from './next.js';\nexport const migrations = [Next1900000000000, `,
});

const GROWN = `
  const OPEN = new Set(['body', 'headers', 'fields', 'paths', 'components', 'data']);
  const grown = (value, name) => Array.isArray(value) ? value.map((item) => grown(item, name))
    : Object.getPrototypeOf(value ?? '') === Object.prototype && !OPEN.has(name) ? { ...Object.fromEntries(Object.entries(value).map(([key, item]) => [key, grown(item, key)])), fieldOfTheNextVersion: 'x' }
    : value;`;

const CALLS: Alteration = {
  file: 'libs/messaging/dist/messaging-client.js',
  find: 'this.client.send(subject, payload)',
  replace: 'this.client.send(subject, ((payload) => {' + GROWN + '\n return grown(payload); })(payload))',
};
const REPLIES: Alteration = {
  file: 'libs/messaging/dist/nats-server.js',
  find: 'super.serialize(packet);',
  replace:
    'super.serialize(((packet) => {' +
    GROWN +
    '\n return packet.response === undefined ? packet : { ...packet, response: grown(packet.response) }; })(packet));',
};
