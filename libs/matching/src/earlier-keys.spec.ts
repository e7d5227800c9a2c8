import { earlierTermKeys, termKeys, type IdentifierKind } from './index.ts';

const former = (kind: IdentifierKind, value: string) =>
  earlierTermKeys({ kind, value, defaultCountry: 'CZ' }, termKeys(kind, value, 'CZ'));

/** Keys that the rules before version 2 gave, written down from them. */
describe('keys under the rules before version 2, where they differ', () => {
  it.each([
    ['NAME', "Sean O'Brien", ["NAME o'brien sean"]],
    ['NAME', 'Jean-Luc Picard', ['NAME jean-luc picard']],
    ['NAME', 'Dr. Jan Novák', []],
    ['NAME', 'Jan Novák', []],
    ['NAME', 'Андрей Иванов', ['NAME андреи иванов']],
    ['EMAIL', 'weiß@example.org', ['EMAIL weiss@example.org']],
    ['EMAIL', 'Marie@Example.org', []],
    ['EMAIL', 'mailto:marie@example.org', ['EMAIL mailto:marie@example.org']],
    ['PHONE', '112', ['PHONE +420112', 'WHATSAPP 112', 'WHATSAPP +420112']],
    ['PHONE', '601 234 568', ['WHATSAPP 601 234 568', 'WHATSAPP +420601234568']],
    ['PHONE', '+55 11 8765-4321', ['PHONE +551187654321', 'WHATSAPP +55 11 8765-4321', 'WHATSAPP +551187654321']],
    ['PHONE', '+5511987654321', ['PHONE +551187654321', 'WHATSAPP +5511987654321']],
    ['PHONE', '+2290190011234', ['PHONE +22990011234', 'WHATSAPP +2290190011234']],
    ['WHATSAPP', '+420601234568', ['WHATSAPP +420601234568']],
    ['ADDRESS', 'Main St. 5/7, Springfield', ['ADDRESS 5 7 main springfield st', 'ADDRESS 57 main springfield st']],
    ['TWITTER', '@marie', []],
    ['EXTERNAL_ID', 'A-1', []],
    ['NAME', ' ', []],
    ['PHONE', 'none', ['WHATSAPP none']],
  ] as const)('%s %s: %j', (kind, value, expected) =>
    expect(former(kind, value).map((one) => `${one.kind} ${one.key}`)).toEqual(expected),
  );
});
