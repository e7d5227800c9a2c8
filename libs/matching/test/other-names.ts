import type { NameInput } from '../src/index.ts';
import { of } from './name-sides.ts';

/** D9, the names of two records: one, then those that are the same, possible, and other. */
export interface NameTest {
  one: NameInput;
  same?: readonly NameInput[];
  possible?: readonly NameInput[];
  other?: readonly NameInput[];
}

const whole = (text: string): NameInput => ({ whole: text });

export const NAME_TESTS: readonly NameTest[] = [
  {
    one: of('Hynek', 'Prokůpek'),
    same: [
      whole('Prokůpek Hynek'),
      of('Hynek', 'Prokupek', 'Jan'),
      of('Mgr. Hynek', 'Prokůpek'),
      of('Hynek', 'PROKŮPEK'),
    ],
    possible: [
      of('H.', 'Prokůpek'),
      whole('Prokůpek'),
      of('Hynek', 'Prokůpek ml.'),
      of('Hynek', 'Prokůpek 2'),
      whole('Hynek Prokůpek II'),
    ],
    other: [of('Jan', 'Prokůpek'), of('Hana', 'Prokůpková'), whole('Prokop Hynek')],
  },
  {
    one: of('Clayton', 'Averill Jr.'),
    same: [whole('Averill Jr., Clayton'), whole('Clayton Averill junior')],
    possible: [of('Clayton', 'Averill'), whole('Clayton Averill II')],
    other: [of('Clayton', 'Averill Sr.'), whole('Clayton Averill senior')],
  },
  {
    one: whole('Clayton Averill III'),
    same: [of('Clayton', 'Averill III')],
    possible: [of('Clayton', 'Averill'), of('Clayton', 'Averill Jr.')],
    other: [of('Clayton', 'Averill II'), of('Clayton', 'Averill IV'), of('Curtis', 'Averill III')],
  },
  {
    one: of('Zdeněk', 'Hrabal starší'),
    same: [of('Zdeněk', 'Hrabal st.'), of('Zdenek', 'Hrabal sr.')],
    possible: [of('Zdeněk', 'Hrabal'), of('Z.', 'Hrabal st.')],
    other: [of('Zdeněk', 'Hrabal mladší'), of('Zdeněk', 'Hrabal ml.')],
  },
  {
    one: of('Mario', 'Conti'),
    possible: [of('Maria', 'Conti'), of('Marco', 'Conti'), of('M.', 'Conti'), whole('Conti')],
    other: [of('Marta', 'Conti'), of('Luca', 'Conti'), of('Mario', 'Cortese')],
  },
  {
    one: of('Jan', 'Šimek'),
    other: [of('Jana', 'Šimková'), of('Ján', 'Šimon'), of('Jana', 'Šimek'), of('Ivan', 'Šimek')],
    possible: [of('Honza', 'Šimek'), of('J.', 'Šimek')],
    same: [of('Jan', 'Simek'), of('Šimek', 'Jan')],
  },
  {
    one: of('Ilona', 'Dubská (roz. Krásná)'),
    same: [of('Ilona', 'Dubská'), whole('Ilona Dubská roz. Krásná')],
    possible: [of('Ilona', 'Krásná')],
    other: [of('Ilona', 'Dubská (roz. Tichá)'), of('Alena', 'Krásná')],
  },
  {
    one: of('Otto', 'Weiss', 'Karl'),
    same: [of('Otto', 'Weiß'), of('Otto', 'Weiss', 'Karl')],
    possible: [of('Otto', 'Weiss', 'K.'), whole('Otto Karl Emil Weiss'), of('O.', 'Weiss')],
    other: [of('Otto', 'Weiss', 'Emil'), of('Otto', 'Weiss', 'E.')],
  },
  {
    one: of('健太', '佐々木'),
    same: [whole('佐々木健太'), whole('佐々木 健太')],
    other: [whole('佐々木健一'), whole('佐藤健太')],
  },
  {
    one: of('Пётр', 'Зуев'),
    same: [of('Петр', 'Зуев', 'Ильич')],
    possible: [of('Petr', 'Zuev'), of('П.', 'Зуев')],
    other: [of('Павел', 'Зуев'), of('Petra', 'Zueva')],
  },
  {
    one: of('Clara', 'Senior'),
    other: [whole('Clara Junior')],
    possible: [whole('Clara')],
    same: [whole('Senior Clara'), whole('Clara Senior')],
  },
];
