// The fault suite: `npm run test:faults`. Each file starts its own stacks. At size `ci`, where no bound of time decides
// (support/report.ts), two files run at a time.
module.exports = require('../../jest.preset.cjs')('faults', {
  testMatch: ['<rootDir>/src/faults/*.fault.spec.ts'],
  maxWorkers: (process.env.LETHE_TEST_SIZE ?? 'ci') === 'ci' ? 2 : 1,
  testTimeout: 300_000,
});
