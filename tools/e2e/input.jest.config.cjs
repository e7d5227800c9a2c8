// The long searches for trouble, as far as LETHE_TEST_SIZE says: `npm run test:input`.
module.exports = {
  ...require('./jest.config.cjs'),
  displayName: 'input',
  testMatch: ['<rootDir>/src/input/*.e2e.spec.ts'],
};
