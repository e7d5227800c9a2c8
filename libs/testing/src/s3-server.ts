import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { StorageConfig } from '@lethe/storage';

const PROGRAM = `
  import { startFauxqs } from 'fauxqs';
  const server = await startFauxqs({ port: 0, logger: false });
  server.createBucket('objects');
  console.log(server.port);
  process.stdin.resume().on('end', () => process.exit());
`;

export interface S3Server {
  config: Extract<StorageConfig, { kind: 's3' }>;
  stop(): Promise<void>;
}

/**
 * An S3 server (the package fauxqs, in memory) in a process of its own that ends with ours. It does not check
 * signatures.
 */
export async function startS3Server(): Promise<S3Server> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for await (const port of createInterface(child.stdout)) {
    return {
      config: {
        kind: 's3',
        endpoint: `http://127.0.0.1:${port}`,
        region: 'us-east-1',
        bucket: 'objects',
        accessKey: 'test',
        secretKey: 'c92fd0be81a7463f5e',
      },
      stop: () => (child.stdin.end(), exited),
    };
  }
  throw new Error('The S3 server did not start.');
}
