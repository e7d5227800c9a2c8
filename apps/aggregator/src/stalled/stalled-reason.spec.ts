import { stalledReason, type Standing } from './stalled-reason.ts';

const SINCE = new Date('2026-01-01T00:00:00Z');
const BROKEN = { code: 'broken', message: 'cannot' };
const here = { isAvailable: () => true, lastAnswered: () => SINCE };
const gone = { isAvailable: () => false, lastAnswered: () => SINCE };
const work = (more: Partial<Standing>): Standing => ({
  domain: 'one',
  state: 'waiting',
  lost: 0,
  reasons: [],
  due: true,
  ...more,
});

test.each<[string, Partial<Standing>, typeof here]>([
  ['nothing.due', { state: 'stuck' }, here],
  ['removal.failed', { state: 'removing' }, here],
  ['storage.away', { state: 'finalising', reasons: [{ code: 'storage.away', message: '' }] }, gone],
  ['lease.over', { state: 'finalising' }, here],
  ['no.progress', { state: 'finalising', due: false }, here],
  ['domain.away', { reasons: [BROKEN] }, gone],
  ['domain.away', { state: 'running', due: false }, gone],
  ['lease.over', { state: 'running', reasons: [BROKEN] }, here],
  ['no.reply', { state: 'running', due: false, reasons: [BROKEN] }, here],
  ['broken', { reasons: [BROKEN] }, here],
  ['waits.alone', { lost: 2 }, here],
  ['queued', { lost: 1 }, here],
  ['queued', { reasons: [{ code: 'domain.away', message: '' }] }, here],
])('%s for %j', (code, more, domains) => {
  expect(stalledReason(work(more), domains).code).toBe(code);
});

test('a domain that is away is named with its last sign of life', () => {
  expect(stalledReason(work({}), gone).message).toContain(SINCE.toISOString());
});
