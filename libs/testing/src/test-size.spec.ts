import { testSize } from './test-size.ts';

const before = process.env['LETHE_TEST_SIZE'];
afterEach(() => {
  if (before === undefined) delete process.env['LETHE_TEST_SIZE'];
  else process.env['LETHE_TEST_SIZE'] = before;
});

it('is ci unless told otherwise', () => {
  delete process.env['LETHE_TEST_SIZE'];
  expect(testSize()).toBe('ci');
  process.env['LETHE_TEST_SIZE'] = 'release';
  expect(testSize()).toBe('release');
});

it('is no other word', () => {
  process.env['LETHE_TEST_SIZE'] = '1';
  expect(testSize).toThrow('LETHE_TEST_SIZE=1: choose one of ci, full, release.');
});
