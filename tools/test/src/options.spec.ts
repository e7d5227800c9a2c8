import { parseOptions, UsageError } from './options.ts';

it('npm test runs lint, unit and system tests, a small sample of everything', () => {
  expect(parseOptions(['test'])).toEqual({
    command: 'test',
    parts: ['lint', 'unit', 'system'],
    size: 'ci',
    failed: false,
    files: [],
    keepTimes: false,
  });
});

it('the long searches try more, unless told otherwise', () => {
  expect(parseOptions(['input']).size).toBe('full');
  expect(parseOptions(['faults', '--size=ci']).size).toBe('ci');
  expect(parseOptions(['faults', '--release']).size).toBe('release');
  expect(parseOptions(['ci']).size).toBe('ci');
});

it('one part, or some files of all parts without the checks of the sources', () => {
  expect(parseOptions(['test', '--only', 'unit']).parts).toEqual(['unit']);
  const { parts, files } = parseOptions(['test', '--file', 'a', '--file', 'b']);
  expect({ parts, files }).toEqual({ parts: ['unit', 'system'], files: ['a', 'b'] });
});

it.each([
  [[], 'There is no command undefined.'],
  [['everything'], 'There is no command everything.'],
  [['test', '--only', 'faults'], '--only faults: choose one of lint, unit, system.'],
  [['input', '--size', 'huge'], '--size huge: choose one of ci, full, release.'],
  [['test', '--fiel', 'x'], "Unknown option '--fiel'"],
  [['test', 'x'], "Unexpected argument 'x'"],
])('%j is refused in one sentence', (args, sentence) => {
  expect(() => parseOptions(args)).toThrow(UsageError);
  expect(() => parseOptions(args)).toThrow(sentence);
});
