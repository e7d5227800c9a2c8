import { identifierKeys } from '@lethe/matching';
import { writtenWhatsApp } from './whats-app.ts';

it('a messenger number is that number alone, whatever the country of the organisation makes of its digits', () => {
  const keys = writtenWhatsApp('3546119940').flatMap((found) => identifierKeys(found as never, 'US'));
  expect([...new Set(keys)]).toEqual(identifierKeys({ kind: 'PHONE', value: '+3546119940' }));
});
