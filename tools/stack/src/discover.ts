import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { NATS, POSTGRES } from './names.ts';
import { StackError } from './stack-error.ts';

/** What an app's package.json says under `lethe`; see docs/conventions.md. */
const Declaration = z.object({
  kind: z.enum(['gateway', 'aggregator', 'domain']),
  database: z.string().regex(/^[a-z][a-z0-9_]{0,50}$/),
});

export interface Service extends z.output<typeof Declaration> {
  /** The folder's name; NATS subjects, queue group and roles derive from it. */
  name: string;
  folder: string;
}

/**
 * Services are found by folder; nothing else lists them. In the order in which they are stopped: gateway, aggregator,
 * domains.
 */
export function discoverServices(root: string): Service[] {
  const apps = join(root, 'apps');
  const names = existsSync(apps) ? readdirSync(apps).sort() : [];
  const services = names.map((name) => readService(join(apps, name), name)).filter((service) => service !== undefined);
  return services.sort((one, other) => STOP_ORDER.indexOf(one.kind) - STOP_ORDER.indexOf(other.kind));
}

export const domainsOf = (services: readonly Service[]): string[] =>
  services.filter(({ kind }) => kind === 'domain').map(({ name }) => name);

export const ownerOf = (service: Service): string => `${service.database}_owner`;

const STOP_ORDER: readonly Service['kind'][] = ['gateway', 'aggregator', 'domain'];
/** `admin` is a key beside the services' databases in stack.json. */
const RESERVED = [POSTGRES, NATS, 'admin'];

function readService(folder: string, name: string): Service | undefined {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  const { lethe } = JSON.parse(readFileSync(file, 'utf8')) as { lethe?: unknown };
  if (lethe === undefined) return undefined;
  const declared = Declaration.safeParse(lethe);
  if (!declared.success)
    throw new StackError(
      `${file}: "lethe" needs "kind" (gateway, aggregator or domain) and "database" (lethe_<name>).`,
    );
  const kept = declared.data.kind === 'domain' ? [...RESERVED, 'gateway', 'aggregator'] : RESERVED;
  if (!/^[a-z][a-z0-9-]*$/.test(name) || kept.includes(name))
    throw new StackError(`${folder}: a service can not be called ${name}.`);
  return { ...declared.data, name, folder };
}
