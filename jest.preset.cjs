// Jest configuration of every project: `module.exports = require('../../jest.preset.cjs')('name')`.
// Tests run as CommonJS from the sources (the condition @lethe/source); suffixes tell the cost:
//   .spec.ts      no I/O
//   .int.spec.ts  real PostgreSQL and NATS
//   .e2e.spec.ts  the running stack
const { join } = require('node:path');

module.exports = (name, overrides = {}) => ({
  displayName: name,
  testMatch: ['<rootDir>/src/**/*.spec.ts', '!**/*.e2e.spec.ts'],
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@lethe/source', 'node', 'node-addons'] },
  globalSetup: require.resolve('./libs/testing/src/run/setup.ts'),
  globalTeardown: require.resolve('./libs/testing/src/run/teardown.ts'),
  testTimeout: 60_000,
  // Of this clone: a run of the tests has a temporary folder of its own.
  cacheDirectory: join(__dirname, 'node_modules', '.cache', 'lethe', 'jest'),
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  ...overrides,
});
