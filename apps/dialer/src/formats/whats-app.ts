import type { FoundIdentifier } from '@lethe/domain-kit';
import { parsePhone } from '@lethe/matching';

/** A WhatsApp number is one handle however it is written, and a phone number as well. */
export function writtenWhatsApp(value: string): FoundIdentifier[] {
  return [
    { kind: 'WHATSAPP', value: parsePhone({ value }, undefined, true).e164 ?? value.trim() },
    { kind: 'PHONE', value },
  ];
}
