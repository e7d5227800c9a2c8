import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordStart } from './record-start.ts';

const before = process.env['LETHE_TEST_STARTS'];
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lethe-starts-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
  if (before === undefined) delete process.env['LETHE_TEST_STARTS'];
  else process.env['LETHE_TEST_STARTS'] = before;
});

it('notes what was started and how long that took, and gives back what was started', async () => {
  const file = (process.env['LETHE_TEST_STARTS'] = join(folder, 'starts.jsonl'));
  expect(await recordStart('NATS', () => Promise.resolve(7))).toBe(7);
  await expect(recordStart('NATS', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ what: 'NATS', ms: expect.any(Number) });
});

it('notes nothing outside of a run', async () => {
  delete process.env['LETHE_TEST_STARTS'];
  expect(await recordStart('NATS', () => Promise.resolve(7))).toBe(7);
});
