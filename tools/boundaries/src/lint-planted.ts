import { json } from 'node:stream/consumers';
import { join } from 'node:path';
import { ESLint } from 'eslint';

/** Code that is on no disk, at the place where it would be. */
export interface Planted {
  file: string;
  code: string;
}

export interface Finding {
  rule: string | null;
  message: string;
}

/**
 * Reads Planted[] from stdin, prints what ESLint says to each (Finding[][]). A program of its own because ESLint's
 * configuration is an ES module, which Jest's CommonJS mode does not load. Without type information: the files do not
 * exist.
 */
const eslint = new ESLint({
  cwd: join(import.meta.dirname, '..', '..', '..'),
  overrideConfig: {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { project: null } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-misused-promises': 'off',
      '@typescript-eslint/await-thenable': 'off',
    },
  },
});
const findings: Finding[][] = [];
for (const { file, code } of (await json(process.stdin)) as Planted[]) {
  const [result] = await eslint.lintText(code, { filePath: file });
  findings.push((result?.messages ?? []).map(({ ruleId, message }) => ({ rule: ruleId, message })));
}
process.stdout.write(JSON.stringify(findings));
