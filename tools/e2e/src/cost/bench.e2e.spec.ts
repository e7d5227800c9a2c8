import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from '../support/folder.ts';
import { runTool } from '../support/programs.ts';
import { onOwnStack } from '../support/where.ts';

const { describe } = onOwnStack('it measures a stack of its own');

const CASES = [
  'delete-set-idle',
  'delete-set-32',
  'delete-one-32',
  'search-idle',
  'search-50',
  'export-idle',
  'export-8',
];
const RIVAL = join(__dirname, '..', '..', '..', 'bench', 'dist', 'rival');

describe('npm run bench -- requests --quick', () => {
  let home: string;
  beforeAll(() => (home = folder()));
  afterAll(() => rmSync(home, { recursive: true }));
  const bench = (...more: string[]) => runTool({ home }, 'bench', ['requests', '--quick', ...more]);

  it('has Lethe and its rival do the same, case by case', async () => {
    const { code, output, errors } = await bench();
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    for (const name of CASES)
      for (const contestant of ['Lethe', 'rival']) expect(output).toContain(`${name} 1/1 ${contestant}: `);
  }, 300_000);

  it('fails when the rival leaves what Lethe erases', async () => {
    const forgetful = join(home, 'forgetful.mjs');
    writeFileSync(
      forgetful,
      `import { ERASE_CONVERSATIONS } from '${RIVAL}/erase.sql.js';
       ERASE_CONVERSATIONS.text = ERASE_CONVERSATIONS.text.replace('set notes = null,', 'set');
       await import('${RIVAL}/run-rival.js');`,
    );
    const { code, errors } = await bench('delete-set-idle', '--rival', forgetful);
    expect(errors).toContain('the effect of rival differs from that of Lethe for 1 of 1 people: notes 5 instead of 0');
    expect(code).toBe(1);
  });

  it('names the cases that there are when it is asked for another', async () => {
    const { code, errors } = await bench('delete-nobody');
    expect(errors).toContain(`There is no case delete-nobody; there are: ${CASES.join(', ')}`);
    expect(code).toBe(1);
  });
});
