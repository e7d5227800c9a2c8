// Compose files have to list services: enters a new domain into docker-compose.yml, as the other domains stand there.
const block = (name) => `  ${name}:
    <<: *service
    command: [node, --enable-source-maps, apps/${name}/bundle/main.js]
    environment: *worker-environment
    secrets:
      - { source: ${name}_database_url, target: database_url }
      - { source: ${name}_nats_seed, target: nats_seed }
      - pseudonym_key
      - s3_access_key
      - s3_secret_key

`;

const secrets = (name) =>
  ['database_url', 'nats_seed']
    .map((secret) => `  ${name}_${secret}: { file: ./deploy/secrets/${name}_${secret} }\n`)
    .join('');

/** The comment above the admin tool, which comes after all services. */
const AFTER_SERVICES = /^ {2}# docker compose run --rm admin/m;
const DOMAINS = /^( {2}LETHE_DOMAINS: )(.+)$/m;

/** @type {(text: string, name: string) => string} */
function addToCompose(text, name) {
  if (!AFTER_SERVICES.test(text) || !DOMAINS.test(text))
    throw new Error(
      'docker-compose.yml is not as the generator knows it: enter the domain by hand, as the others are.',
    );
  return text
    .replace(AFTER_SERVICES, (comment) => block(name) + comment)
    .replace(DOMAINS, (_, key, names) => key + [...names.split(','), name].sort().join(','))
    .concat(secrets(name));
}

module.exports = { addToCompose };
