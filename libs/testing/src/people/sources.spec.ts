import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peopleSources, writeFiles } from './index.ts';

describe('peopleSources', () => {
  const [generated] = peopleSources('');
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'lethe-people-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('gives the generated people alone when no folder is named', () => expect(peopleSources('')).toEqual([generated]));

  it('names the file that a folder lacks', () => {
    expect(() => peopleSources(folder)).toThrow(`LETHE_TEST_DATA: there is no ${join(folder, 'identities.csv')}`);
    const { messages } = writeFiles(generated!, folder);
    rmSync(messages);
    expect(() => peopleSources(folder)).toThrow(`LETHE_TEST_DATA: there is no ${messages}`);
  });

  it('adds the people and texts of a folder, whose files are as they were written', () => {
    const files = writeFiles(generated!, folder);
    const [first, second, ...more] = peopleSources(folder);
    expect([first, more]).toEqual([generated, []]);
    expect(second).toEqual({ ...generated, name: 'people of LETHE_TEST_DATA' });
    expect(readFileSync(files.identities)).toEqual(second!.identities);
  });
});
