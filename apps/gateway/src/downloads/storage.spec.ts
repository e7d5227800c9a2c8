import { StorageCorrupt, StorageFull, StorageUnavailable } from '@lethe/storage';
import { storageAway } from './storage.ts';

it.each([new StorageFull('ENOSPC'), new StorageUnavailable('ECONNREFUSED')])('says when to try again: %s', (error) => {
  expect(storageAway(error)).toMatchObject({ code: 'service.unavailable', options: { retryAfter: 2, cause: error } });
});

it('leaves other errors as they are', () => {
  const error = new StorageCorrupt('a/b');
  expect(storageAway(error)).toBe(error);
});
