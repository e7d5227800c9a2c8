import { compareNames, type NameDoubt } from './compare-names.ts';
import type { NameInput } from './name-reading.ts';

const of = (given: string, family: string, middle?: string): NameInput => ({ given, middle, family });

describe('compareNames (D9)', () => {
  it.each<[NameInput, NameInput]>([
    [of('Vít', 'Hora'), { whole: 'Ing. HORA Vít' }],
    [of('Vít', 'Hora', 'Jan'), of('Vít', 'Hora')],
    [{ whole: 'Mgr. et Mgr. Vít Hora' }, of('Vít', 'Hora')],
    [{ whole: 'Luis Ortega y Gasset' }, of('Luis', 'Ortega y Gasset')],
    [{ whole: 'Vít a Eva Horovi' }, { whole: 'Horovi Eva a Vít' }],
    [of('Vít', 'Hora'), of('Vít', 'Hora (roz. Dub)')],
    [{ ...of('Vít', 'Hora'), whole: 'V. H.' }, of('Vít', 'Hora')],
  ])('%j and %j are the same', (a, b) => expect(compareNames(a, b)).toEqual({ answer: 'same' }));

  it.each<[NameDoubt, NameInput, NameInput]>([
    ['generation', of('Vít', 'Hora ml.'), of('Vít', 'Hora')],
    ['generation', of('Dean', 'Prescott Jr.'), of('Dean', 'Prescott II')],
    ['number', of('Vít', 'Hora 2'), of('Vít', 'Hora')],
    ['number', of('Vít', 'Hora 2'), of('Vít', 'Hora #3')],
    ['generation', { whole: 'Vít Hora (syn)' }, of('Vít', 'Hora')],
    ['generation', of('Ute', 'Lohse (Tochter)'), of('Ute', 'Lohse')],
    ['generation', { whole: 'Dean Prescott (wife)' }, of('Dean', 'Prescott')],
    ...[
      'Vít Hora a Eva Horová',
      'Vít Hora / Eva Horová',
      'Vít & Eva Hora',
      'Vít Hora and Eva Hora',
      'Vít Hora y Eva Gil',
    ].map((whole): [NameDoubt, NameInput, NameInput] => ['ofTwo', { whole }, of('Vít', 'Hora')]),
    ['initial', of('V.', 'Hora'), of('Vít', 'Hora')],
    ['initial', of('Vít', 'Hora', 'Jan'), of('Vít', 'Hora', 'J.')],
    // Letters that fold into two.
    ['initial', of('Æ.', 'Þórsdóttir'), of('Æsa', 'Þórsdóttir')],
    ['initial', of('Œ.', 'Marchand'), of('Œdipe', 'Marchand')],
    ['initial', of('Þ.', 'Jónsson'), of('Þór', 'Jónsson')],
    ['initial', of('Ö.', 'Kaya'), of('Ömer', 'Kaya')],
    ['oneEdit', of('Mario', 'Conti'), of('Maria', 'Conti')],
    ['oneToken', { whole: 'Hora' }, of('Vít', 'Hora')],
    ['missingPart', of('Luz', 'Gil Soto'), of('Luz', 'Gil')],
    ['particles', of('Ruben', 'de Wit'), of('Ruben', 'Wit')],
    ['joined', of('Ruben', 'de Wit'), of('Ruben', 'Dewit')],
    ['shortForm', of('Thomas', 'Reed'), of('Tom', 'Reed')],
    ['transliteration', of('Иван', 'Орлов'), of('Ivan', 'Orlov')],
  ])('%s: %j and %j are possible', (by, a, b) => {
    expect(compareNames(a, b)).toEqual({ answer: 'possible', by });
    expect(compareNames(b, a)).toEqual({ answer: 'possible', by });
  });

  it.each<[NameInput, NameInput]>([
    [of('Vít', 'Hora', 'Jan'), of('Vít', 'Hora', 'Karel')],
    [of('Vít', 'Hora ml.'), of('Vít', 'Hora st.')],
    [of('Vít', 'Hora (roz. Dub)'), of('Vít', 'Hora (roz. Lev)')],
    [{ whole: 'Vít Hora (otec)' }, { whole: 'Vít Hora (syn)' }],
    [{ whole: 'Vít a Eva Horovi' }, of('Vít', 'Hora')],
    [of('Jan', 'Hora'), of('Jana', 'Hora')],
    [of('Vít', 'Hora'), of('Petr', 'Hora')],
    [of('Þ.', 'Jónsson'), of('Gunnar', 'Jónsson')],
  ])('%j and %j are other names', (a, b) => expect(compareNames(a, b)).toEqual({ answer: 'other' }));

  it.each([{}, { given: ' ', family: null }, { whole: '' }])('%j is unknown', (name) =>
    expect(compareNames(name, of('Vít', 'Hora'))).toEqual({ answer: 'unknown' }),
  );
});
