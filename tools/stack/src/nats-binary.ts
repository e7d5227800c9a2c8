import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { downloadByApt } from './nats-by-apt.ts';
import { downloadRelease } from './nats-release.ts';
import { StackError } from './stack-error.ts';

/** A normal user's PATH often lacks the folders in which Debian puts servers. */
const MORE_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin'];

/** Survives until node_modules is removed. */
const CACHE = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'lethe', 'nats');

/** The nats-server of this machine, else one downloaded beside the project: no npm package ships it. */
export async function findNatsServer(say: (line: string) => void, signal?: AbortSignal): Promise<string> {
  const installed = [...(process.env.PATH ?? '').split(delimiter), ...MORE_FOLDERS, CACHE]
    .map((folder) => join(folder, 'nats-server'))
    .find(isProgram);
  if (installed) return installed;
  say('No nats-server on this machine: downloading one (once) ...');
  for (const download of [downloadByApt, downloadRelease]) {
    const downloaded = await download(CACHE, signal);
    if (downloaded) return downloaded;
  }
  throw new StackError(
    'There is no nats-server here and none could be downloaded: install it (`apt-get install nats-server`, `brew install nats-server`, or ' +
      'https://github.com/nats-io/nats-server/releases), or point to a running one with NATS_URL=nats://host:4222 npm start',
  );
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return file.startsWith('/');
  } catch {
    return false;
  }
}
