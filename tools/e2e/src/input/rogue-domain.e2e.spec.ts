import { SUBJECTS, TASK_VERBS } from '@lethe/contracts';
import { Lethe } from '../support/lethe.ts';
import { onOwnStack } from '../support/where.ts';
import { Bus } from './support/bus.ts';
import { Watched } from './support/watched.ts';

const { describe } = onOwnStack('it answers in the place of a domain, with its key');

const ROGUE = 'dialer';
/** What is answered so that nobody understands it is asked again after moments, not after the 10 s of the standard. */
const SOON = {
  LETHE_RETRY_SECONDS: '0.2',
  LETHE_PROGRESS_SECONDS: '1',
  LETHE_REPLY_SECONDS: '2',
  LETHE_LEASE_SECONDS: '3',
};
const ENDS_WITHIN_S = 150;
const DEEP = 50_000;

interface Call {
  tasks?: { taskId: string }[];
}
const outcome = (taskId: string, more: object = {}) => ({ taskId, status: 'done', ...more });
const reply = (id: string, response: unknown) => JSON.stringify({ id, response, isDisposed: true });

/** Answers that no domain of ours gives. `victim` is a task of a request that has ended. */
const ANSWERS: readonly (readonly [
  name: string,
  answer: (call: Call, id: string, victim: string) => string | Uint8Array,
])[] = [
  ['what is not JSON', () => '{"id":'],
  ['null', () => 'null'],
  ['nothing', () => ''],
  ['bytes', () => Buffer.from([0xff, 0x00, 0xfe])],
  ['another id', ({ tasks = [] }) => reply('another', { outcomes: tasks.map(({ taskId }) => outcome(taskId)) })],
  ['no outcomes', (_, id) => reply(id, { outcomes: [] })],
  [
    'outcomes of another version',
    ({ tasks = [] }, id) =>
      reply(id, { version: 9, outcomes: tasks.map(({ taskId }) => ({ taskId, status: 'half-done' })) }),
  ],
  [
    'an outcome for a task that was not asked',
    (_, id, victim) =>
      reply(id, {
        outcomes: [outcome(victim, { changes: [{ recordType: 'forged', disposition: 'deleted', records: 666 }] })],
      }),
  ],
  [
    'a thousand outcomes',
    ({ tasks = [] }, id, victim) =>
      reply(id, {
        outcomes: Array.from({ length: 1_000 }, (_, index) =>
          outcome(index % 2 === 0 ? victim : (tasks[0]?.taskId ?? victim), {
            warnings: [{ code: 'forged', message: 'x' }],
          }),
        ),
      }),
  ],
  [
    'NUL and half a surrogate pair',
    ({ tasks = [] }, id) =>
      reply(id, {
        outcomes: tasks.map(({ taskId }) =>
          outcome(taskId, {
            changes: [{ recordType: 'a\0b', disposition: 'deleted', records: 1 }],
            warnings: [{ code: '\ud800', message: 'x' }],
          }),
        ),
      }),
  ],
  [
    'an outcome that is deep',
    ({ tasks = [] }, id) =>
      `{"id":${JSON.stringify(id)},"isDisposed":true,"response":{"outcomes":[{"taskId":${JSON.stringify(tasks[0]?.taskId)},"status":"done","ambiguous":[{"recordType":"x","recordId":"x","reason":{"code":"x","message":"x"},"subject":{"userId":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}}]}]}}`,
  ],
  ['7 MB', (_, id) => reply(id, { outcomes: [], more: 'x'.repeat(7_000_000) })],
];

describe('a domain that answers poison', () => {
  let system: Watched;
  let rogue: Bus;
  beforeAll(async () => {
    system = await Watched.start(Lethe.alone(SOON));
  }, 120_000);
  afterAll(async () => {
    await rogue?.close();
    await system?.stop();
  }, 60_000);

  it('neither ends the aggregator nor holds up a request, and nothing is recorded for tasks that it was not asked about', async () => {
    const { http, lethe } = system;
    const before = await http.post('GDPR_GET', { name: 'Nobody Before' });
    await http.ended(before.id);
    const untouched = await http.tasks(before.id);
    const victim = untouched.entities.find(({ domain }) => domain === ROGUE)!.id;
    let answer = ANSWERS[0]![1];
    let answered = 0;
    rogue = await Bus.as(ROGUE, lethe);
    for (const verb of TASK_VERBS)
      rogue.answer(SUBJECTS.domain(ROGUE, verb), (call, id) => {
        answered++;
        return answer(call as Call, id, victim);
      });
    await rogue.flush();
    for (const [name, next] of ANSWERS) {
      answer = next;
      answered = 0;
      // The domain itself answers beside the rogue: by chance, one of them or the other.
      for (let times = 0; times < 30 && answered === 0; times++) {
        const ids = await Promise.all(
          ['GDPR_GET', 'GDPR_EXPORT'].map(
            async (type) => (await http.post(type, { name: `Nobody ${name} ${times}` })).id,
          ),
        );
        for (const id of ids) expect(['COMPLETED', 'ERROR']).toContain((await http.ended(id, ENDS_WITHIN_S)).status);
      }
      expect({ name, answered }).toEqual({ name, answered: expect.any(Number) });
      expect(answered).toBeGreaterThan(0);
    }
    expect(await http.tasks(before.id)).toEqual(untouched);
    await rogue.close();
    await system.assertUnharmed();
  }, 900_000);
});
