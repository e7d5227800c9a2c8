import { until } from './until.ts';

it('looks again until it has come true, whatever was thrown before', async () => {
  const answers = [false, new Error('not there'), true, false];
  await until('the third', () => {
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer === true;
  });
  expect(answers).toEqual([false]);
});

it('ends with what it waited for, what was there instead, and why', async () => {
  const cause = new Error('refused');
  const waiting = until('an answer', () => Promise.reject(cause), { seconds: 0.05, state: () => ({ claims: 1 }) });
  await expect(waiting).rejects.toThrow('Waited 0.05 s in vain for an answer: {"claims":1}');
  await expect(waiting).rejects.toMatchObject({ cause });
});
