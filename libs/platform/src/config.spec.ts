import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { DOMAINS_CONFIG, PSEUDONYM_CONFIG, readConfig } from './config.ts';

const KEY = '7f1c9ad2e84b60357f1d9ad3e85b6035c0ffee';

describe('the configuration', () => {
  const schema = z.object({
    ...PSEUDONYM_CONFIG,
    ...DOMAINS_CONFIG,
    LETHE_PORT: z.coerce.number().int().default(8080),
  });

  it('is typed, with defaults', () => {
    expect(readConfig(schema, { LETHE_PSEUDONYM_KEY: KEY, LETHE_DOMAINS: 'a, b' })).toEqual({
      LETHE_PSEUDONYM_KEY: KEY,
      LETHE_DOMAINS: ['a', 'b'],
      LETHE_PORT: 8080,
    });
  });

  it('reads a secret from the file that X_FILE names', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'lethe-config-')), 'key');
    writeFileSync(file, `${KEY}\n`, { mode: 0o600 });
    expect(readConfig(z.object(PSEUDONYM_CONFIG), { LETHE_PSEUDONYM_KEY_FILE: file }).LETHE_PSEUDONYM_KEY).toBe(KEY);
    expect(() => readConfig(z.object(PSEUDONYM_CONFIG), { LETHE_PSEUDONYM_KEY_FILE: '/nowhere' })).toThrow(
      'LETHE_PSEUDONYM_KEY_FILE names a file that cannot be read',
    );
  });

  it.each([0o644, 0o640, 0o604, 0o660])('refuses a file that others may read (%i)', (mode) => {
    const file = join(mkdtempSync(join(tmpdir(), 'lethe-config-')), 'key');
    writeFileSync(file, KEY);
    chmodSync(file, mode);
    expect(() => readConfig(z.object(PSEUDONYM_CONFIG), { LETHE_PSEUDONYM_KEY_FILE: file })).toThrow(
      /^LETHE_PSEUDONYM_KEY_FILE names a file that others may read: .*chmod 600/,
    );
    chmodSync(file, 0o400);
    expect(readConfig(z.object(PSEUDONYM_CONFIG), { LETHE_PSEUDONYM_KEY_FILE: file }).LETHE_PSEUDONYM_KEY).toBe(KEY);
  });

  it('names every variable that is wrong, and no value', () => {
    const read = () => readConfig(schema, { LETHE_PSEUDONYM_KEY: 'too-short-secret', LETHE_PORT: 'eighty' });
    expect(read).toThrow(/LETHE_PSEUDONYM_KEY[^]*LETHE_DOMAINS[^]*LETHE_PORT/);
    expect(read).not.toThrow(/too-short-secret|eighty/);
  });
});
