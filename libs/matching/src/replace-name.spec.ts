import { replaceName } from './replace-name.ts';

const marie = { given: 'Marie', middle: 'Jana', family: 'Hamanová' };
const lint = { given: 'Cinthia', middle: 'J', family: 'van Lint' };

describe('replaceName', () => {
  it.each([
    [
      'keeps the family name',
      marie,
      'hamanova marie',
      'Maria Hamanova',
      { given: 'Maria', middle: 'Jana', family: 'Hamanova' },
    ],
    [
      'keeps the given name',
      lint,
      'Cinthia van Lint',
      'Cinthia de la Cruz',
      { given: 'Cinthia', middle: 'J', family: 'de la Cruz' },
    ],
    [
      'splits at the comma',
      marie,
      'Marie Hamanova',
      'Novak Vlk, Eva',
      { given: 'Eva', middle: 'Jana', family: 'Novak Vlk' },
    ],
    [
      'as many given names as before',
      marie,
      'Marie Hamanova',
      'Eva van Vlk',
      { given: 'Eva', middle: 'Jana', family: 'van Vlk' },
    ],
    [
      'two given names',
      { given: 'Piet Jan', family: 'Kok' },
      'Kok, Piet Jan',
      'Eva Ida de Wit',
      { given: 'Eva Ida', family: 'de Wit' },
    ],
    ['without spaces', { given: '小明', family: '王' }, '王小明', '李四', { given: '四', family: '李' }],
    [
      'without spaces, a long family name',
      { given: '健太', family: '佐藤' },
      '佐藤 健太',
      '鈴木花子',
      { given: '花子', family: '鈴木' },
    ],
    [
      'with a title',
      { given: 'Ing. Marie', family: 'Hamanová' },
      'Marie Hamanova',
      'Eva Vlk',
      { given: 'Eva', family: 'Vlk' },
    ],
    [
      'family name first',
      marie,
      'Marie Hamanova',
      'Hamanová Eva',
      { given: 'Eva', middle: 'Jana', family: 'Hamanová' },
    ],
    ['given name last', marie, 'Marie Hamanova', 'Vlk Marie', { given: 'Marie', middle: 'Jana', family: 'Vlk' }],
    ['one token', marie, 'Marie Hamanova', 'Madonna', { given: null, middle: 'Jana', family: 'Madonna' }],
    [
      'replaces the middle name',
      marie,
      'Marie Jana Hamanova',
      'Marie Eva Vlk',
      { given: 'Marie', middle: 'Eva', family: 'Vlk' },
    ],
    [
      'removes the middle name',
      marie,
      'Marie Jana Hamanova',
      'Marie Vlk',
      { given: 'Marie', middle: null, family: 'Vlk' },
    ],
    [
      'removes it, family kept',
      marie,
      'Marie Jana Hamanova',
      'Eva Hamanová',
      { given: 'Eva', middle: null, family: 'Hamanová' },
    ],
    [
      'keeps it, long family name',
      lint,
      'Cinthia J van Lint',
      'Cinthia J de Vries',
      { given: 'Cinthia', middle: 'J', family: 'de Vries' },
    ],
    [
      'removes it, long family name',
      lint,
      'Cinthia J van Lint',
      'Cinthia van Dijk',
      { given: 'Cinthia', middle: null, family: 'van Dijk' },
    ],
    [
      'middle behind the comma',
      marie,
      'Hamanova, Marie Jana',
      'Vlk, Eva Ida',
      { given: 'Eva', middle: 'Ida', family: 'Vlk' },
    ],
    ['all three', marie, 'Marie Jana Hamanova', 'Eva Ida Vlk', { given: 'Eva', middle: 'Ida', family: 'Vlk' }],
    [
      'all three, and a family name of two words instead of the middle name',
      marie,
      'Marie Jana Hamanova',
      'Eva van Vlk',
      { given: 'Eva', middle: null, family: 'van Vlk' },
    ],
    ['given name alone', marie, 'marie', 'Maria Ida', { given: 'Maria Ida', middle: 'Jana', family: 'Hamanová' }],
    ['family name alone', marie, 'HAMANOVA', ' Vlk ', { given: 'Marie', middle: 'Jana', family: 'Vlk' }],
    ['a single part', { given: 'Marie' }, 'Marie', 'Eva Vlk', { given: 'Eva Vlk' }],
    ['the whole name', { whole: 'Dr Marie' }, 'dr marie', 'Eva', { whole: 'Eva' }],
    [
      'whole and parts',
      { whole: 'Ann Lee', given: 'Ann', family: 'Lee' },
      'Lee Ann',
      'Ann Poe',
      { whole: 'Ann Poe', given: 'Ann', family: 'Poe' },
    ],
  ])('%s', (_, current, existing, updated, expected) =>
    expect(replaceName(current, existing, updated)).toEqual(expected),
  );

  it.each([
    ['another name', 'Eva Vlk', 'Ida Vlk'],
    ['a part of the name and the middle name', 'Marie Jana', 'Ida'],
    ['no existing name', '', 'Ida'],
    ['no new name', 'Marie Hamanova', ' \ufeff'],
  ])('does not match %s', (_, existing, updated) => expect(replaceName(marie, existing, updated)).toBeUndefined());
});
