import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import jsonc from 'jsonc-eslint-parser';
import tseslint from 'typescript-eslint';

// Nx's rules read the graph that the last Nx command left; without one, or with an old one, they say nothing.
process.env.NX_DAEMON ??= 'false';
await createProjectGraphAsync();

// Who may import whom; docs: CONTRIBUTING.md. Tags are in each package.json under "nx".
const MAY_IMPORT = {
  'type:contract': ['type:contract'],
  'type:platform': ['type:platform', 'type:contract'],
  'type:kit': ['type:platform', 'type:contract'],
  'type:app': ['type:kit', 'type:platform', 'type:contract'],
  'type:testing': ['type:testing', 'type:kit', 'type:platform', 'type:contract'],
  'type:tool': ['type:app', 'type:testing', 'type:kit', 'type:platform', 'type:contract'],
};
const FRAMEWORKS = ['@nestjs/*', 'typeorm', 'pg', '@nats-io/*'];
const TEST_ONLY = ['{projectRoot}/**/*.spec.ts', '{projectRoot}/test/**/*'];
const TEST_FILES = ['**/*.spec.ts', '{apps,libs,tools}/*/test/**/*.ts'];

/** Ways through a function; a switch counts once. */
const COMPLEXITY = 15;

/** The boundary rule; `more` says what else every project may import in the files it is for. */
function boundaries(...more) {
  const constraints = Object.entries(MAY_IMPORT).map(([sourceTag, allowed]) => ({
    sourceTag,
    onlyDependOnLibsWithTags: [...allowed, ...more],
    ...(sourceTag === 'type:contract' ? { bannedExternalImports: FRAMEWORKS } : {}),
  }));
  const options = {
    depConstraints: constraints,
    allow: [],
    banTransitiveDependencies: true,
    // The specs of what the test library is made of use it: a cycle between projects, never between files (dpdm, with
    // imports of types, which import-x/no-cycle does not see).
    ignoredCircularDependencies: [['@lethe/testing', '*']],
  };
  return { '@nx/enforce-module-boundaries': ['error', options] };
}

const NO_ENVIRONMENT = [
  'error',
  {
    selector:
      "MemberExpression[object.name='process'][property.name='env'], ImportDeclaration[source.value=/^(node:)?process$/] ImportSpecifier[imported.name='env']",
    message: 'The environment is parsed once, by libs/platform (readConfig).',
  },
];

export default defineConfig(
  { ignores: ['**/node_modules', '**/dist', '**/bundle', '**/coverage', '.nx', '.lethe*'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.js', '**/*.cjs'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'module',
          'require',
          '__dirname',
          'URL',
          'Buffer',
          'setTimeout',
          'clearTimeout',
          'fetch',
          'AbortSignal',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    plugins: { '@nx': nx },
    rules: {
      ...boundaries(),
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // A class that Nest injects must be imported as a value although only a type is written: decorator metadata needs
      // it.
      '@typescript-eslint/consistent-type-imports': 'off',
      eqeqeq: 'error',
      'max-lines': ['error', 300],
      'max-params': ['error', 4],
      complexity: ['error', { max: COMPLEXITY, variant: 'modified' }],
      // Text is normalised here, control characters included.
      'no-control-regex': 'off',
    },
  },
  {
    // Each project declares what its own code needs; what its tests need on top, under devDependencies, is knip's part.
    files: ['{apps,libs,tools}/*/package.json'],
    languageOptions: { parser: jsonc },
    plugins: { '@nx': nx },
    // Nest's Fastify adapter loads @fastify/static itself, for the pages of the API documentation.
    rules: {
      '@nx/dependency-checks': ['error', { ignoredFiles: TEST_ONLY, ignoredDependencies: ['@fastify/static'] }],
    },
  },
  // What Nest injects: the dependencies of a class, the parts of a call.
  { files: ['**/*.{controller,service}.ts'], rules: { 'max-params': ['error', 6] } },
  // A row of a table of tests comes as so many parameters.
  { files: ['**/*.spec.ts'], rules: { 'max-params': 'off' } },
  {
    files: ['**/*.ts'],
    ignores: [...TEST_FILES, 'tools/e2e/**', '**/migrations/*.ts'],
    rules: { 'max-lines-per-function': ['error', 50] },
  },
  {
    files: ['libs/*/src/**/*.ts', 'apps/*/src/**/*.ts'],
    rules: { 'no-console': 'error', 'no-restricted-syntax': NO_ENVIRONMENT },
  },
  { files: ['libs/platform/**/*.ts', 'libs/testing/**/*.ts', ...TEST_FILES], rules: { 'no-restricted-syntax': 'off' } },
  { files: TEST_FILES, rules: { ...boundaries('type:testing'), 'no-console': 'off' } },
  // The system tests start the stack.
  { files: ['tools/e2e/**/*.ts'], rules: boundaries('type:testing', 'type:tool') },
  // So do measurements.
  { files: ['tools/bench/**/*.ts'], rules: boundaries('type:tool') },
);
