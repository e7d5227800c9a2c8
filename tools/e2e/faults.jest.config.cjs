// The fault suite: `npm run test:faults`. Each file starts its own stack and runs alone.
module.exports = require('../../jest.preset.cjs')('faults', {
  rootDir: __dirname,
  testMatch: ['<rootDir>/src/faults/**/*.fault.spec.ts'],
  testTimeout: 300_000,
});
