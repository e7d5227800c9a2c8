import { nameParts } from './entries.ts';

const part = (domain: string, name: string) => ({
  domain,
  name,
  location: 'x',
  recordType: 'r',
  kind: 'records' as const,
  records: 1,
  bytes: 1,
  sha256: '',
});
const names = (...parts: ReturnType<typeof part>[]) => nameParts(parts).map(({ entryName }) => entryName);

test('a part lies in the folder of its domain', () => {
  expect(names(part('dialer', 'dialerContact.json'), part('conversations', 'files/a b.pdf'))).toEqual([
    'dialer/dialerContact.json',
    'conversations/files/a b.pdf',
  ]);
});

test('no name leaves the archive', () => {
  expect(names(part('a', '../../etc/passwd'), part('a', '/root'), part('a', 'C:\\x\\..\\y'), part('a', '..'))).toEqual([
    'a/etc/passwd',
    'a/root',
    'a/C_/x/y',
    'a/unnamed',
  ]);
});

test('no two names are alike, also where case does not count', () => {
  expect(names(part('a', 'x.json'), part('a', 'X.json'), part('a', 'x.json'), part('b', 'x.json'))).toEqual([
    'a/x.json',
    'a/X-2.json',
    'a/x-3.json',
    'b/x.json',
  ]);
});
