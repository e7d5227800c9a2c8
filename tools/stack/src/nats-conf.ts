import type { Service } from './discover.ts';

export interface NatsUser {
  service: Pick<Service, 'name' | 'kind'>;
  /** Public nkey. */
  nkey: string;
}

/**
 * Who may say and hear what: the table of docs/conventions.md. A service that is taken over can not read another's
 * requests, and nobody without a key is let in at all. `listen`: host:port.
 */
export function natsConf(listen: string, users: readonly NatsUser[]): string {
  return `# Written by the stack; changes are lost.
listen: "${listen}"
server_name: lethe
max_payload: 8MB
# A service that was cut off without a word counts as there until its pings stay out, and in its queue group every other message would
# go to nobody: the default is 6 minutes.
ping_interval: "2s"
ping_max: 2
authorization {
  timeout: 5
  users: [
${users.map((user) => `    ${userConf(user)}`).join('\n')}
  ]
}
`;
}

function userConf({ service, nkey }: NatsUser): string {
  const { publish, withheld, subscribe, answers } = permissionsOf(service);
  const responses = answers ? ', allow_responses: { max: 1, expires: "1h" }' : '';
  const published = `{ allow: ${JSON.stringify(publish)}, deny: ${JSON.stringify(withheld)} }`;
  return `{ nkey: ${nkey}, permissions: { publish: ${published}, subscribe: ${JSON.stringify(subscribe)}${responses} } }`;
}

interface Permissions {
  publish: string[];
  /** What the wildcards of `publish` would take in beside what they are for. */
  withheld: string[];
  /** "subject queue" permits the subscription in exactly this queue group. */
  subscribe: string[];
  answers: boolean;
}

export function permissionsOf({ name, kind }: Pick<Service, 'name' | 'kind'>): Permissions {
  const inbox = `_INBOX.${name}.>`;
  switch (kind) {
    case 'gateway':
      return {
        publish: ['gdpr.aggregator.>', 'gdpr.*.manifest', 'gdpr.*.reindex', 'api.>'],
        withheld: ['gdpr.aggregator.progress'],
        subscribe: [inbox],
        answers: false,
      };
    case 'aggregator':
      return {
        publish: [
          'manifest',
          'search',
          'resolve',
          'posture',
          'known',
          'locate',
          'export',
          'rectify',
          'erase',
          'check',
        ].map((verb) => `gdpr.*.${verb}`),
        withheld: ['gdpr.aggregator.>'],
        subscribe: [inbox, `gdpr.aggregator.> ${name}`, 'gdpr.aggregator.progress'],
        answers: true,
      };
    case 'domain':
      return {
        publish: ['gdpr.aggregator.progress'],
        withheld: [],
        subscribe: [inbox, `gdpr.${name}.> ${name}`, `api.${name} ${name}`, `api.${name}.> ${name}`],
        answers: true,
      };
  }
}
