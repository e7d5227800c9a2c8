// What a request costs at different sizes, and that it can be measured: `npm run test:cost`.
module.exports = {
  ...require('./jest.config.cjs'),
  displayName: 'cost',
  testMatch: ['<rootDir>/src/cost/*.e2e.spec.ts'],
};
