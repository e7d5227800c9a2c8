import { moduleFile } from './root.ts';

/** What looks at the sources and counts as one test each; they run two at a time, the longest first. */
export const CHECKS: Record<string, string[]> = {
  lint: [moduleFile('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0'],
  types: [moduleFile('typescript', 'bin', 'tsc'), '--project', 'tsconfig.json', '--pretty', 'false'],
  cycles: ['--run', 'lint:cycles'],
  unused: ['--run', 'lint:unused'],
  format: [moduleFile('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level=warn', '.'],
};
