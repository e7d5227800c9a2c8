// The long searches for trouble with people: `npm run test:people`. What every run has room for goes through the running
// stack; thousands of populations (tools/population) meet all services in one process.
const config = require('./jest.config.cjs');

module.exports = {
  ...config,
  displayName: 'people',
  testMatch: ['<rootDir>/src/people/*.e2e.spec.ts'],
  ...((process.env.LETHE_TEST_SIZE ?? 'ci') !== 'ci' && {
    testMatch: ['<rootDir>/src/people/*.e2e.spec.ts', '<rootDir>/src/people/*.people.spec.ts'],
    maxWorkers: 1,
    testTimeout: 600_000,
  }),
};
