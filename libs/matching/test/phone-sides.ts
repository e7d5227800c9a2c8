import type { PhoneInput } from '../src/index.ts';
import type { Sides } from './sides.ts';

/** `strong`: whether the record's keys may link. */
export type PhoneSides = Sides<string | (PhoneInput & { kind?: 'PHONE' | 'WHATSAPP' })> & { strong: boolean };

export const at = (country: string, value: string): PhoneInput => ({ value, country });
