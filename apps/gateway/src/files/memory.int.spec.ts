import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testSize } from '@lethe/testing';
import { FakeFiles, FILE_PATH } from '../../test/fake-files.ts';
import { manifestOf, TestGateway } from '../../test/test-gateway.ts';

const MEBIBYTES = testSize() === 'ci' ? 160 : 256;
const BOUND_MEBIBYTES = 96;

const files = new FakeFiles();
let gateway: TestGateway;
let token: string;
beforeAll(async () => {
  files.maxBytes = 1024 ** 3;
  gateway = await TestGateway.start(
    {},
    {
      'gdpr.directory.manifest': () => manifestOf('directory', ['/api/v2/users'], [FILE_PATH]),
      'api.directory': files.answer,
    },
  );
  token = await gateway.login();
});
afterAll(() => gateway?.stop());

/** There and back; the client is another process, so that what this one needs is the gateway's need. */
async function transfer(mebibytes: number): Promise<unknown> {
  const url = `${gateway.url}/api/v2/users/u/files/f${mebibytes}`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    join(import.meta.dirname, '../../test/transfer.ts'),
    url,
    token,
    String(mebibytes),
  ]);
  return JSON.parse(stdout);
}

/** Highest resident memory while `work` runs, in MiB above that at its beginning. */
async function growthDuring(work: Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 10);
  await work.finally(() => clearInterval(timer));
  return Math.round((peak - before) / 1024 ** 2);
}

it(`needs no memory for the size of a file: ${MEBIBYTES} MiB there and back`, async () => {
  await transfer(32);
  const transferred = transfer(MEBIBYTES);
  const growth = await growthDuring(transferred);
  process.stdout.write(
    `Resident memory grew by ${growth} MiB at most while ${MEBIBYTES} MiB were uploaded and downloaded.\n`,
  );
  expect(await transferred).toEqual({ statuses: [201, 200], same: true });
  expect(growth).toBeLessThan(BOUND_MEBIBYTES);
}, 120_000);
