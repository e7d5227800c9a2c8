// Random people (tools/population): `npm run test:people`.
module.exports = require('../../jest.preset.cjs')('people', {
  rootDir: __dirname,
  testMatch: ['<rootDir>/src/people/*.people.spec.ts'],
  maxWorkers: 1,
  testTimeout: 600_000,
});
