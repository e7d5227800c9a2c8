import { identifierKeys } from '@lethe/matching';
import { writtenWhatsApp } from './whats-app.ts';

it('a messenger number is that number alone, whatever the country of the organisation makes of its digits', () => {
  const keys = writtenWhatsApp('3546119940').flatMap((found) => identifierKeys(found as never, 'US'));
  expect([...new Set(keys)]).toEqual(identifierKeys({ kind: 'PHONE', value: '+3546119940' }));
});

it('several numbers of a field are all found, and one of them alone is corrected', () => {
  const several = '+420604111221 / +420604111223';
  const found = writtenWhatsApp(several);
  expect(found).toEqual([{ kind: 'WHATSAPP', value: several }]);
  expect(found.flatMap((one) => identifierKeys(one as never))).toEqual(['+420604111221', '+420604111223']);
});

it('a national number is read with the country of its record', () =>
  expect(writtenWhatsApp('912 345 678', 'Portugal')[0]).toEqual({ kind: 'WHATSAPP', value: '+351912345678' }));
