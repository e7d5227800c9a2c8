import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The process that listens on a port, as far as /proc tells us (Linux, and only what this user may see). */
export function portHolder(port: number): number | undefined {
  try {
    const sockets = listeningSockets(port);
    if (sockets.size === 0) return undefined;
    return readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry))
      .map(Number)
      .find((pid) => holdsOneOf(pid, sockets));
  } catch {
    return undefined;
  }
}

function listeningSockets(port: number): Set<string> {
  const LISTEN = '0A';
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const lines = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => readOrNothing(file).split('\n').slice(1));
  const fields = lines.map((line) => line.trim().split(/\s+/));
  return new Set(
    fields.filter((field) => field[1]?.endsWith(wanted) && field[3] === LISTEN).map((field) => `socket:[${field[9]}]`),
  );
}

function holdsOneOf(pid: number, sockets: Set<string>): boolean {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).some((descriptor) => sockets.has(readlinkSync(`${folder}/${descriptor}`)));
  } catch {
    return false;
  }
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
