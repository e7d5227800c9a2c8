import { json } from 'node:stream/consumers';
import { join } from 'node:path';
import { ESLint, type Linter } from 'eslint';

/** Code that is on no disk, at the place where it would be. */
export interface Planted {
  file: string;
  code: string;
  /** As if the project declared every package there is. */
  allDeclared: boolean;
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
const cwd = join(import.meta.dirname, '..', '..', '..');
const BOUNDARY = '@nx/enforce-module-boundaries';

function eslintWith(rules: Linter.RulesRecord): ESLint {
  const untyped = {
    '@typescript-eslint/no-floating-promises': 'off',
    '@typescript-eslint/no-misused-promises': 'off',
    '@typescript-eslint/await-thenable': 'off',
  } as const;
  const overrideConfig: Linter.Config = {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { project: null } },
    rules: { ...untyped, ...rules },
  };
  return new ESLint({ cwd, overrideConfig });
}

const eslint = eslintWith({});

async function withoutDeclarations(file: string): Promise<ESLint> {
  const { rules } = (await eslint.calculateConfigForFile(file)) as { rules: Record<string, [number, object]> };
  return eslintWith({ [BOUNDARY]: ['error', { ...rules[BOUNDARY]![1], banTransitiveDependencies: false }] });
}

const findings: Finding[][] = [];
for (const { file, code, allDeclared } of (await json(process.stdin)) as Planted[]) {
  const [result] = await (allDeclared ? await withoutDeclarations(file) : eslint).lintText(code, { filePath: file });
  findings.push((result?.messages ?? []).map(({ ruleId, message }) => ({ rule: ruleId, message })));
}
process.stdout.write(JSON.stringify(findings));
