import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { recordStart } from './record-start.ts';
import { freePort, ServiceProcess } from './service-process.ts';

/** Where the stack keeps a nats-server that it had to download. */
const CACHE = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'lethe', 'nats');

/** A NATS server of its own, without authorization. */
export async function startNats(): Promise<ServiceProcess> {
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    '/usr/sbin',
    '/usr/local/sbin',
    '/usr/local/bin',
    '/opt/homebrew/bin',
    CACHE,
  ];
  const command = folders.map((folder) => join(folder, 'nats-server')).find(existsSync);
  if (command === undefined)
    throw new Error('There is no nats-server: install it, or run npm test or npm start once, which download it.');
  const port = await freePort();
  const server = new ServiceProcess(port, command, ['-a', '127.0.0.1', '-p', String(port)]);
  await recordStart('NATS', () => server.start());
  return server;
}
