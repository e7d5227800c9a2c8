import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';

/** For specs: the parts of docker-compose.yml that they look at. */
export interface ComposeService {
  image: string;
  build?: string;
  user?: string;
  command?: string[];
  entrypoint?: string[];
  environment?: Record<string, string | number | null>;
  secrets?: (string | { source: string; target: string })[];
  ports?: string[];
  volumes?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  cap_add?: string[];
  security_opt?: string[];
  profiles?: string[];
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
}

export interface ComposeFile {
  services: Record<string, ComposeService>;
  secrets: Record<string, { file: string }>;
  volumes: Record<string, null>;
}

export const readCompose = (root: string): ComposeFile =>
  load(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), {
    schema: CORE_SCHEMA.withTags(mergeTag),
  }) as ComposeFile;

/** What a service finds below /run/secrets, by the name that it has there. */
export const mountedSecrets = ({ secrets = [] }: ComposeService): Record<string, string> =>
  Object.fromEntries(
    secrets.map((secret) => (typeof secret === 'string' ? [secret, secret] : [secret.target, secret.source])),
  );
