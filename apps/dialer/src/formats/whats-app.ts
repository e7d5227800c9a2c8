import type { FoundIdentifier } from '@lethe/domain-kit';
import { parsePhone } from '@lethe/matching';

/** A WhatsApp number is one handle however it is written, and a phone number as well. */
export function writtenWhatsApp(value: string): FoundIdentifier[] {
  const number = parsePhone({ value }, undefined, true).e164 ?? value.trim();
  return [
    { kind: 'WHATSAPP', value: number },
    { kind: 'PHONE', value: number },
  ];
}
