import { isNewValue } from './new-value.ts';
import type { IdentifierKind } from './kinds.ts';

describe('isNewValue', () => {
  it.each<[IdentifierKind, string]>([
    ['EMAIL', 'jana.o’neill+x@příklad.cz'],
    ['EMAIL', '"jana nová"@x.org'],
    ['EMAIL', 'jana@x.org.'],
    ['EMAIL', 'jana@localhost'],
    ['EMAIL', 'jana@[192.0.2.1]'],
    ['PHONE', '604 111 221'],
    ['PHONE', '+351 212 651 575'],
    ['WHATSAPP', '420604111221'],
    ['NAME', '李四'],
    ['ADDRESS', 'Nová 25/3'],
    ['TWITTER', '@jana'],
    ['EXTERNAL_ID', '7'],
  ])('takes %s %s', (kind, value) => expect(isNewValue(kind, value, 'CZ')).toBe(true));

  it.each<[IdentifierKind, string]>([
    ['EMAIL', 'not an e-mail'],
    ['EMAIL', '@x.org'],
    ['EMAIL', 'a@x.org; b@x.org'],
    ['EMAIL', 'Jana <a@x.org>'],
    ['EMAIL', 'a@x..org'],
    ['EMAIL', 'a@.org'],
    ['EMAIL', 'a..b@x.org'],
    ['EMAIL', '.a@x.org'],
    ['PHONE', '112'],
    ['PHONE', '604 111'],
    ['PHONE', 'jana@x.org'],
    ['PHONE', '604 111 221 / 604 111 222'],
    ['NAME', ' '],
    ['NAME', '12'],
    ['ADDRESS', ', -'],
    ['TWITTER', '@'],
    ['EXTERNAL_ID', ' '],
  ])('does not take %s %s', (kind, value) => expect(isNewValue(kind, value, 'CZ')).toBe(false));
});
