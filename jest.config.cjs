// All unit, integration and conformance tests in one run: workers take files of any project, the longest first. A
// project alone: `npx nx test @lethe/<name>`.
const { globSync } = require('node:fs');
const { dirname } = require('node:path');

module.exports = {
  projects: globSync('{apps,libs,tools}/*/jest.config.cjs', { cwd: __dirname })
    .map((file) => `<rootDir>/${dirname(file)}`)
    .filter((project) => project !== '<rootDir>/tools/e2e'),
  // Two cores, and files that wait now and then.
  maxWorkers: 3,
  // Of the whole run, not of a project: what hangs comes to an end. No test is decided by it.
  testTimeout: 180_000,
};
