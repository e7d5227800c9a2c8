// System tests: `npm test` runs them, two files at a time. One stack is shared by all of them that neither end nor
// reconfigure anything (src/support/shared-stack); the others start their own.
const { LETHE_API: deployment, LETHE_STACK_FILE: inside } = process.env;

module.exports = require('../../jest.preset.cjs')('system', {
  rootDir: __dirname,
  // What only containers have is looked at where there are some (`npm run test:deployment`); the long searches for
  // trouble are `npm run test:input` (input.jest.config.cjs).
  testMatch: [
    deployment ? '<rootDir>/src/**/*.e2e.spec.ts' : '<rootDir>/src/*.e2e.spec.ts',
    ...(inside ? ['<rootDir>/src/**/*.deployed.spec.ts'] : []),
  ],
  globalSetup: '<rootDir>/src/support/shared-stack/setup.ts',
  globalTeardown: '<rootDir>/src/support/shared-stack/teardown.ts',
  // In a deployment some files end what the others use.
  maxWorkers: deployment ? 1 : 2,
  testTimeout: 180_000,
});
