// System tests: `node tools/test.js --only system` builds, then runs them one file after another.
module.exports = require('../../jest.preset.cjs')('system', {
  rootDir: __dirname,
  // What only containers have is looked at where there are some (`npm run test:deployment`).
  testMatch: [
    '<rootDir>/src/**/*.e2e.spec.ts',
    ...(process.env.LETHE_STACK_FILE ? ['<rootDir>/src/**/*.deployed.spec.ts'] : []),
  ],
  testTimeout: 180_000,
});
