import { Gate } from './gate.ts';

test('two calls that have just left are enough, long ones do not count', () => {
  const gate = new Gate();
  expect(gate.room(0)).toBe(2);
  gate.depart(0);
  gate.depart(0);
  expect(gate.room(10)).toBe(0);
  expect(gate.room(300)).toBe(2);
});

test('eight calls at most', () => {
  const gate = new Gate();
  for (let now = 0; now < 8_000; now += 1_000) gate.depart(now);
  expect(gate.room(9_000)).toBe(0);
});

test('a domain that is away is tried by one call at a time, after a pause of at most 5 s', () => {
  const gate = new Gate();
  const land = () => gate.depart(performance.now());
  for (let failure = 0; failure < 12; failure++) land()(true);
  expect(gate.room(performance.now())).toBe(0);
  expect(gate.room(performance.now() + 5_001)).toBe(1);
  const back = land();
  expect(gate.room(performance.now() + 5_001)).toBe(0);
  back(false);
  expect(gate.room(performance.now())).toBe(2);
});

test('a domain that is back is called at once, whatever calls were lost while it was away', () => {
  const gate = new Gate();
  const lost = Array.from({ length: 8 }, (_, second) => gate.depart(second * 1_000));
  expect(lost.pop()!(true)).toBe(true);
  expect(gate.room(20_000)).toBe(0);
  gate.reopen();
  expect(gate.room(20_000)).toBe(2);
  // They end later, and say nothing of the domain as it is now.
  expect(lost.pop()!(true)).toBe(false);
  expect(gate.room(20_000)).toBe(2);
});
