// The fault suite: `npm run test:faults` runs all of it, at size `ci` at most 12 minutes of it.
// Each file starts its own stacks and runs alone.
const PART = ['random-kills', 'failpoints'];
const files = (process.env.LETHE_TEST_SIZE ?? 'ci') === 'ci' ? `(${PART.join('|')})` : '*';

module.exports = require('../../jest.preset.cjs')('faults', {
  testMatch: [`<rootDir>/src/faults/**/${files}.fault.spec.ts`],
  maxWorkers: 1,
  testTimeout: 300_000,
});
