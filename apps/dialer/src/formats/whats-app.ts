import type { FoundIdentifier } from '@lethe/domain-kit';
import { identifierKeys, parsePhone } from '@lethe/matching';

/**
 * A WhatsApp number is one handle however it is written, and a phone number as well. A field with several numbers stays
 * as it is written, so that one of them can be corrected.
 */
export function writtenWhatsApp(value: string, country?: string): FoundIdentifier[] {
  const keys = identifierKeys({ kind: 'WHATSAPP', value, country });
  if (keys.length > 1 && keys.every((key) => key.startsWith('+'))) return [{ kind: 'WHATSAPP', value, country }];
  const number = parsePhone({ value, country }, undefined, true).e164 ?? value.trim();
  return [
    { kind: 'WHATSAPP', value: number },
    { kind: 'PHONE', value: number },
  ];
}
