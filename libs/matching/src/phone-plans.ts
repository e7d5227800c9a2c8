/** A change of a numbering plan after which people and messengers still write the old number. E.164, with its plus. */
interface PlanChange {
  country: string;
  /** When the new number became the only one, and who says so. */
  source: string;
  old: RegExp;
  current: (found: readonly string[]) => string;
}

/** First two digits of an old Ivorian mobile number, by the operator whose prefix it got. */
const CI_MOBILE: Readonly<Record<string, string>> = {
  '01': '01 02 03 40 41 42 43 50 51 52 53 70 71 72 73',
  '05': '04 05 06 44 45 46 54 55 56 64 65 66 74 75 76 84 85 86 94 95 96',
  '07': '07 08 09 47 48 49 57 58 59 67 68 69 77 78 79 87 88 89 97 98',
};
/** First three digits of an old Ivorian landline number, likewise. */
const CI_FIXED: Readonly<Record<string, string>> = {
  '21': '208 218 228 238',
  '25': '200 210 220 230 240 300 310 320 330 340 350 360',
  '27': '202 203 212 213 215 217 224 225 234 235 243 244 245 306 316 319 327 337 347 359 368',
};

function ivorian(number: string): string {
  const among = (table: typeof CI_MOBILE, digits: number): string | undefined =>
    Object.keys(table).find((prefix) => table[prefix]?.split(' ').includes(number.slice(0, digits)));
  return among(CI_MOBILE, 2) ?? among(CI_FIXED, 3) ?? '';
}

const PLAN_CHANGES: readonly PlanChange[] = [
  {
    country: 'MX',
    source: 'IFT, Plan Técnico Fundamental de Numeración, 3 August 2019: no 1 of mobiles, no 01, 044, 045',
    old: /^\+52(?:01|04[45]|1)(\d{10})$/,
    current: ([number]) => `+52${number}`,
  },
  {
    country: 'BR',
    source: 'ANATEL, Resolução 553/2010: the ninth digit of mobile numbers, complete since November 2016',
    old: /^\+55([1-9]\d)([6-9]\d{7})$/,
    current: ([area, number]) => `+55${area}9${number}`,
  },
  {
    country: 'AR',
    source: 'ENACOM, Plan Fundamental de Numeración Nacional: the 9 of mobile numbers is dialled from abroad only',
    old: /^\+549(\d{10})$/,
    current: ([number]) => `+54${number}`,
  },
  {
    country: 'CI',
    source: 'ARTCI, Plan national de numérotation, 31 January 2021: eight digits became ten, by operator',
    old: /^\+225(\d{8})$/,
    current: ([number = '']) => `+225${ivorian(number)}${number}`,
  },
  {
    country: 'BJ',
    source: 'ARCEP Bénin, 30 November 2024: 01 in front of all numbers of eight digits',
    old: /^\+229(\d{8})$/,
    current: ([number]) => `+22901${number}`,
  },
];

/** The number that a line has today: an old and a new number of one line are one. E.164 in, E.164 out. */
export function currentNumber(e164: string): string {
  for (const { old, current } of PLAN_CHANGES) {
    const found = old.exec(e164);
    if (found) return current(found.slice(1));
  }
  return e164;
}

/** The numbers by which a line may be judged valid: an Argentine mobile number is in the plan with its 9 only. */
export const judgedAs = (e164: string): string[] =>
  e164.startsWith('+54') && e164.length === 13 ? [e164, `+549${e164.slice(3)}`] : [e164];
