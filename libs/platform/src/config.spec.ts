import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { DOMAINS_CONFIG, PSEUDONYM_CONFIG, readConfig } from './config.ts';

describe('the configuration', () => {
  const schema = z.object({ ...PSEUDONYM_CONFIG, ...DOMAINS_CONFIG, LETHE_PORT: z.coerce.number().int().default(8080) });

  it('is typed, with defaults', () => {
    expect(readConfig(schema, { LETHE_PSEUDONYM_KEY: 'x'.repeat(32), LETHE_DOMAINS: 'a, b' })).toEqual({ LETHE_PSEUDONYM_KEY: 'x'.repeat(32), LETHE_DOMAINS: ['a', 'b'], LETHE_PORT: 8080 });
  });

  it('reads a secret from the file that X_FILE names', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'lethe-config-')), 'key');
    writeFileSync(file, `${'k'.repeat(40)}\n`);
    expect(readConfig(z.object(PSEUDONYM_CONFIG), { LETHE_PSEUDONYM_KEY_FILE: file }).LETHE_PSEUDONYM_KEY).toBe('k'.repeat(40));
    expect(() => readConfig(z.object(PSEUDONYM_CONFIG), { LETHE_PSEUDONYM_KEY_FILE: '/nowhere' })).toThrow('LETHE_PSEUDONYM_KEY_FILE names a file that cannot be read');
  });

  it('names every variable that is wrong, and no value', () => {
    const read = () => readConfig(schema, { LETHE_PSEUDONYM_KEY: 'too-short-secret', LETHE_PORT: 'eighty' });
    expect(read).toThrow(/LETHE_PSEUDONYM_KEY[^]*LETHE_DOMAINS[^]*LETHE_PORT/);
    expect(read).not.toThrow(/too-short-secret|eighty/);
  });
});
