import { Databases, type ServiceDatabase } from '../databases.ts';
import { natsConf } from '../nats-conf.ts';
import { natsUsers } from '../nats-users.ts';
import { SUPERUSER } from '../postgres.ts';
import type { Service } from '../discover.ts';
import type { Secrets } from '../secrets.ts';

/** Names and ports on the network of docker-compose.yml. */
const POSTGRES_SERVER = 'postgres:5432';
const NATS_LISTEN = '0.0.0.0:4222';

/** What the one-shot `migrate` reads: it alone knows the superuser and the owners. */
export interface DeploymentDatabases {
  admin: string;
  databases: ServiceDatabase[];
}

/** Every file that a container mounts, by name. Each service gets its own two and nobody else's. */
export function deploymentFiles(services: readonly Service[], secrets: Secrets): Record<string, string> {
  const databases = new Databases(POSTGRES_SERVER, services, secrets);
  const migrate: DeploymentDatabases = { admin: databases.admin, databases: databases.wanted };
  return {
    postgres_password: secrets.rolePassword(SUPERUSER),
    'databases.json': JSON.stringify(migrate, null, 2),
    'nats.conf': natsConf(NATS_LISTEN, natsUsers(services, secrets)),
    pseudonym_key: secrets.pseudonymKey,
    ...Object.fromEntries(
      services.flatMap((service) => [
        [databaseUrlFile(service), databases.urlOf(service)],
        [natsSeedFile(service), secrets.seed(service.name)],
      ]),
    ),
  };
}

/** Empty until an operator fills them in: the keys of a bucket come from whoever keeps it. */
export const OPERATORS_FILES = ['s3_access_key', 's3_secret_key'];

export const databaseUrlFile = ({ name }: Pick<Service, 'name'>): string => `${name}_database_url`;
export const natsSeedFile = ({ name }: Pick<Service, 'name'>): string => `${name}_nats_seed`;
