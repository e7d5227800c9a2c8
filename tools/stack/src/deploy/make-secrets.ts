import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { discoverServices, type Service } from '../discover.ts';
import { Secrets } from '../secrets.ts';
import { StackError } from '../stack-error.ts';
import { writePrivately } from '../write-file.ts';
import { deploymentFiles, OPERATORS_FILES } from './deployment-files.ts';

/** The user `node` of the image, who reads the files: a container sees owner and mode of the host. */
const CONTAINER_USER = 1000;

export interface SecretsToMake {
  /** The checkout. */
  root: string;
  /** Where the files are; default `deploy/secrets` of the checkout. */
  folder?: string;
  /** The service that gets new credentials. */
  rotate?: string;
  /** Who makes them. */
  user?: number;
}

/**
 * Makes what is missing and says so. What was made once stays; only `rotate` replaces anything, and only what that
 * service alone knows.
 */
export function makeSecrets({
  root,
  folder = join(root, 'deploy', 'secrets'),
  rotate,
  user = process.getuid?.() ?? CONTAINER_USER,
}: SecretsToMake): string {
  if (user !== 0 && user !== CONTAINER_USER) {
    throw new StackError(
      `The containers run as user ${CONTAINER_USER} and could not read secrets of user ${user}: run \`docker compose run --rm secrets\`, or this as user ${CONTAINER_USER}.`,
    );
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  assertPrivate(folder);
  const services = discoverServices(root);
  const secrets = new Secrets(folder);
  if (rotate !== undefined) secrets.forget(serviceNamed(rotate, services));
  const operators = OPERATORS_FILES.filter((name) => !existsSync(join(folder, name))).map(
    (name) => [name, ''] as const,
  );
  const written = [...Object.entries(deploymentFiles(services, secrets)), ...operators].filter(([name, text]) =>
    write(join(folder, name), text, user),
  );
  return written.length === 0
    ? `${folder}: nothing was missing.`
    : `${folder}: wrote ${written.map(([name]) => name).join(', ')}.`;
}

/** A secret that others could read is no secret any more: it has to be replaced, not only closed. */
function assertPrivate(folder: string): void {
  const open = readdirSync(folder).filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0);
  if (open.length === 0) return;
  throw new StackError(
    `Others may read ${open.join(', ')} in ${folder}: replace what they may have seen, then \`chmod 600\` the files.`,
  );
}

function serviceNamed(name: string, services: readonly Service[]): Service {
  const service = services.find((candidate) => candidate.name === name);
  if (service) return service;
  throw new StackError(`There is no service ${name}: choose one of ${services.map((one) => one.name).join(', ')}.`);
}

/** Whether there was anything to write. */
function write(path: string, text: string, user: number): boolean {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return false;
  writePrivately(path, text);
  if (user === 0) chownSync(path, CONTAINER_USER, CONTAINER_USER);
  return true;
}
