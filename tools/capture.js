import { spawn } from 'node:child_process';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program to its end and returns its exit code and what it printed. A signal to us goes on to it, and we end
 * when it has: an `npm ci` that nobody waits for any more would otherwise write into the next one's node_modules.
 */
export function capture(command, args, options) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const pieces = [];
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (piece) => pieces.push(piece));
    let stopped = false;
    const stop = (signal) => {
      stopped = true;
      child.kill(signal);
    };
    for (const signal of SIGNALS) process.on(signal, stop);
    child.once('error', (error) => resolve({ code: 1, output: `${error.code} ${error.message}` }));
    child.once('close', (code) => {
      if (stopped) process.exit(130);
      for (const signal of SIGNALS) process.off(signal, stop);
      resolve({ code, output: pieces.join('') });
    });
  });
}
