import type { FieldFormat, FoundIdentifier } from '@lethe/domain-kit';
import { indexKind, parsePhone, type IdentifierKind } from '@lethe/matching';
import type { MediaType } from '../words.ts';

type Replace = Parameters<FieldFormat['replace']>[2];
type AddressIdentifier = Extract<FoundIdentifier, { value: string }>;
type HandleKind = Exclude<IdentifierKind, 'NAME' | 'ADDRESS' | 'PHONE' | 'EMAIL' | 'EXTERNAL_ID'>;

const HANDLES: Partial<Record<MediaType, HandleKind>> = {
  whatsapp: 'WHATSAPP',
  facebook: 'FACEBOOK',
  twitter: 'TWITTER',
  instagram: 'INSTAGRAM',
  apple: 'APPLE_MESSAGES',
};
const ADDRESS_KINDS: IdentifierKind[] = ['PHONE', 'EMAIL', ...Object.values(HANDLES)];

/**
 * `tel:`, `sip:`, `sips:` and `mailto:`, or none; the part that identifies; the host and the parameters of a number.
 */
const ADDRESS_PARTS = /^(tel:|sips?:|mailto:)?(.*)$/is;
const SIP_NUMBER = /^(\+?[\d().-]+)([@;].*)$/s;

/** A phone number, e-mail address or handle on a network as a participant is reached, plain or as a URI. */
export const ADDRESS: FieldFormat<string, { mediaType: MediaType }> = {
  kinds: ADDRESS_KINDS,
  read: (address, { mediaType }) => partsOf(address, mediaType).found,
  replace: (address, { mediaType }, replace) => replaceAddress(address, mediaType, replace),
};

function replaceAddress(address: string, mediaType: MediaType, replace: Replace): string {
  const { prefix, found, suffix } = partsOf(address, mediaType);
  for (const one of found) {
    const replacement = replace(one);
    if (replacement === undefined || !('text' in replacement)) continue;
    return `${prefix}${prefix !== '' && indexKind(one.kind) === 'PHONE' ? (parsePhone({ value: replacement.text }).e164 ?? replacement.text) : replacement.text}${suffix}`;
  }
  return address;
}

/** On WhatsApp the handle is a phone number, which the network writes without its plus. */
export function partsOf(
  address: string,
  mediaType: MediaType,
): { prefix: string; found: AddressIdentifier[]; suffix: string } {
  const [, prefix = '', rest = ''] = ADDRESS_PARTS.exec(address) ?? [];
  const [, number = rest, suffix = ''] =
    prefix === '' || prefix.toLowerCase() === 'mailto:' ? [] : (SIP_NUMBER.exec(rest) ?? []);
  return { prefix, found: identified(number, HANDLES[mediaType]), suffix };
}

function identified(value: string, handle: HandleKind | undefined): AddressIdentifier[] {
  if (handle === 'WHATSAPP') {
    const number = parsePhone({ value }, undefined, true).e164 ?? value;
    return [
      { kind: handle, value: number },
      { kind: 'PHONE', value: number },
    ];
  }
  if (handle !== undefined) return [{ kind: handle, value }];
  return [value.includes('@') ? { kind: 'EMAIL', value } : { kind: 'PHONE', value }];
}
