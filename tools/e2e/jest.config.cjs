// System tests: `node tools/test.js --only system` builds, then runs them one file after another.
module.exports = require('../../jest.preset.cjs')('system', {
  rootDir: __dirname,
  testMatch: ['<rootDir>/src/**/*.e2e.spec.ts'],
  testTimeout: 180_000,
});
