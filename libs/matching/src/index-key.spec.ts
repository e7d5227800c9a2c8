import { externalIdKey } from './external-id.ts';
import { handleKey } from './handle.ts';
import { indexKey } from './index-key.ts';

describe('indexKey', () => {
  it('keeps up to 512 bytes of UTF-8', () => {
    for (const key of ['a'.repeat(512), 'é'.repeat(256), '€'.repeat(170)]) expect(indexKey(key)).toBe(key);
    for (const key of ['a'.repeat(513), 'é'.repeat(257), '€'.repeat(171)])
      expect(indexKey(key)).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('hashes what PostgreSQL can not store, different values apart', () => {
    const keys = ['a\0', 'a\0\0', 'a\ud800', 'a\udc00', '\ufffd\0'].map(indexKey);
    expect(new Set(keys).size).toBe(5);
    for (const key of keys) expect(key).toMatch(/^sha256:/);
  });
});

it('external ids are exact', () => {
  expect([' A ', 'a', ''].map(externalIdKey)).toEqual([' A ', 'a', undefined]);
});

it('handles are case-insensitive, without the leading @', () => {
  expect([' @Bouring', '@ BOURING ', 'bouring\u200e', '@', 'jos\u00e9', 'JOSE\u0301'].map(handleKey)).toEqual([
    'bouring',
    'bouring',
    'bouring',
    undefined,
    'josé',
    'josé',
  ]);
});
