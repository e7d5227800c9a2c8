import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { StackDescription } from './stack-file.ts';

export interface DemoInput {
  stack: StackDescription;
  /** The checkout. */
  root: string;
  /** File that remembers that the demo people were loaded; absent when there are to be none. */
  peopleMarker?: string;
}

/** What this file needs of tools/admin (bundle/clients.js). Called at every start: must change nothing that is there. */
interface AdminTool {
  ensureOrganisation(
    gatewayDatabaseUrl: string,
    wanted: { organisationId: string; name: string; clientId: string; clientSecret: string },
  ): Promise<void>;
}

/** What this file needs of tools/import (bundle/demo/load-demo.js). Does nothing when `marker` says that it was done. */
interface ImportTool {
  loadDemo(stack: StackDescription, marker: string): Promise<void>;
}

/**
 * Loads the demo organisation, its client and its people. Runs in a process of its own (run-demo.ts), once everything
 * is ready.
 */
export async function ensureDemo({ stack, root, peopleMarker }: DemoInput): Promise<string> {
  const file = join(root, 'tools', 'admin', 'bundle', 'clients.js');
  const gateway = stack.databases.gateway;
  if (gateway === undefined || !existsSync(file))
    return 'No demo organisation: tools/admin is not built or there is no gateway.';
  const admin = (await import(pathToFileURL(file).href)) as AdminTool;
  const { organisationId, clientId, clientSecret } = stack;
  await admin.ensureOrganisation(gateway, { organisationId, name: 'Demo', clientId, clientSecret });
  if (peopleMarker === undefined) return '';
  return loadPeople(join(root, 'tools', 'import', 'bundle', 'demo', 'load-demo.js'), stack, peopleMarker);
}

/** A stack without them is of use as well: what went wrong is said, and the next start tries again. */
async function loadPeople(file: string, stack: StackDescription, marker: string): Promise<string> {
  if (!existsSync(file)) return 'No demo people: tools/import is not built.';
  const { loadDemo } = (await import(pathToFileURL(file).href)) as ImportTool;
  return loadDemo(stack, marker).then(
    () => '',
    (error: unknown) => `The demo people are not all loaded: ${(error as Error).message}`,
  );
}
