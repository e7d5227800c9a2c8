import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMeasured, writeWhole } from './measured.ts';

describe('a file of what was measured', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lethe-bench-spec-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is written with the folders that it needs', () => {
    writeWhole(join(folder, 'a', 'one.json'), 'new');
    expect(readFileSync(join(folder, 'a', 'one.json'), 'utf8')).toBe('new');
  });

  it('stays as it was when the new one can not be written whole', () => {
    const file = join(folder, 'one.json');
    writeFileSync(file, 'good');
    // Nothing can be written where a folder is.
    mkdirSync(`${file}.part`);
    writeFileSync(join(`${file}.part`, 'x'), '');
    expect(() => writeWhole(file, 'half')).toThrow('can not be written');
    expect(readFileSync(file, 'utf8')).toBe('good');
  });

  it('is read where it is, and missed where it is not', () => {
    expect(readMeasured(folder)).toEqual({});
    writeFileSync(join(folder, 'memory.json'), '{"result":{"idle":{"all":1},"loaded":{"all":2}}}');
    expect(readMeasured(folder).memory?.result).toEqual({ idle: { all: 1 }, loaded: { all: 2 } });
    expect(existsSync(join(folder, 'requests.json'))).toBe(false);
  });
});
