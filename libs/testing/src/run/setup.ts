import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Waits until Jest has ended, however it did: then its end of the pipe is closed (not stdin,
 * which Node closes when the shell in front has ended). Ends the servers that are left, in
 * their own way if they can (PostgreSQL then leaves no shared memory), and removes all that the run has written. In the
 * background, where who ends Jest with all its children does not reach it.
 */
const WARDEN = `
  left() {
    for pid; do case $(ps -o stat= -p "$pid") in '' | Z*) ;; *) return 0 ;; esac; done
    return 1
  }
  watch() {
    cat
    pids=
    for file in "$1"/servers/*; do [ -e "$file" ] && pids="$pids \${file##*/}"; done
    for signal in QUIT KILL; do
      left $pids && for pid in $pids; do kill -s CONT "$pid"; kill -s "$signal" "$pid"; done
      tries=0
      while left $pids && [ "$tries" -lt 30 ]; do tries=$((tries + 1)); sleep 0.2; done
    done
    rm -rf "$1"
  }
  watch "$1" <&3 &`;

/** Held by the process that runs the tests. */
let warden: ChildProcess | undefined;

/**
 * Jest's globalSetup. The folder of the run is the temporary folder of all its tests; nothing in it outlives the run,
 * and no server either.
 */
export default function setup(): void {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-run-'));
  // PostgreSQL runs as another user when the tests run as root.
  chmodSync(folder, 0o711);
  mkdirSync(join(folder, 'servers'));
  warden = spawn('sh', ['-c', WARDEN, 'sh', folder], { stdio: ['ignore', 'pipe', 'ignore', 'pipe'], detached: true });
  process.env['LETHE_TEST_RUN'] = process.env['TMPDIR'] = folder;
}

export async function teardown(): Promise<void> {
  if (warden === undefined) return;
  const ended = once(warden.stdout!.resume(), 'close');
  (warden.stdio[3] as Socket).end();
  await ended;
}
