import parsePhoneNumber from 'libphonenumber-js/max';
import type { Identity, NameStyle, Naming, PhoneStyle, PlannedRecord } from './population.ts';

/** What a record says, as people and their programs write it. */

const STYLES: Record<NameStyle, (text: string) => string> = {
  plain: (text) => text,
  familyFirst: (text) => text,
  capitals: (text) => text.toUpperCase(),
  bare: (text) => (/^\p{Script=Latin}/u.test(text) ? text.normalize('NFD').replace(/\p{M}/gu, '') : text),
};

/** The name in columns; undefined where the record has none. */
export function partsOn(
  { given, family }: Identity,
  naming: Naming,
  style: NameStyle = 'plain',
): { given: string; family: string } | undefined {
  if (naming === 'none') return undefined;
  const write = STYLES[style];
  return { given: write(naming === 'initial' ? `${[...given][0]}.` : given), family: write(family) };
}

/** The name in one field. */
export function nameOn(person: Identity, naming: Naming, style: NameStyle = 'plain'): string | undefined {
  const parts = partsOn(person, naming, style);
  if (parts === undefined) return undefined;
  const name = style === 'familyFirst' ? `${parts.family} ${parts.given}` : `${parts.given} ${parts.family}`;
  return naming === 'titled' ? `Ing. ${name}` : name;
}

/** `country`: that of the record; a number of another one is never written as at home. */
export function phoneOn(e164: string, style: PhoneStyle, country?: string): string {
  const number = parsePhoneNumber(e164)!;
  if (style === 'zeros') return `00${e164.slice(1)}`;
  if (style === 'national' && number.country === country) return number.formatNational();
  return style === 'e164' ? e164 : number.formatInternational();
}

/** As messengers write it. */
export const messengerOn = (e164: string): string => e164.slice(1);

/** `isFree`: the field takes any text, not one address alone. */
export function emailOn(person: Identity, email: string, { writing, naming }: PlannedRecord, isFree: boolean): string {
  if (writing.email === 'capitals') return email.toUpperCase();
  const name = nameOn(person, naming);
  return isFree && writing.email === 'withName' && name !== undefined ? `"${name}" <${email}>` : email;
}
