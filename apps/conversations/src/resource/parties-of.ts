import { termKeys } from '@lethe/matching';
import { v7 } from 'uuid';
import type { MessageParty } from '../entities/message-party.ts';
import { partsOf } from '../formats/address.ts';
import { PARTY_FIELDS, type MediaType, type PartyField, type Purpose } from '../words.ts';

/** Who sent or got a message, as it says. */
export interface Party {
  name?: string;
  address?: string;
}
export type Parties = { from?: Party } & Partial<Record<Exclude<PartyField, 'from'>, Party[]>>;

interface Leg extends Pick<Party, 'name' | 'address'> {
  id: string;
  purpose: Purpose;
  mediaType: MediaType;
}
interface Of {
  organisationId: string;
  conversationId: string;
  messageId: string;
  mediaType: MediaType;
}

/**
 * The rows of one message. The sender is its author; a recipient is the participant with the same address, or with the
 * same name when it has no address.
 */
export function partyRows(
  of: Of,
  { author, legs }: { author: Leg; legs: readonly Leg[] },
  parties: Parties,
  defaultCountry: string,
): Partial<MessageParty>[] {
  const keysOfLegs = legs.map((leg) => ({ leg, keys: keysOf(leg, leg.mediaType, defaultCountry) }));
  const legOf = (party: Party) => {
    const keys = keysOf(party, of.mediaType, defaultCountry);
    return keysOfLegs.find((candidate) => candidate.keys.some((key) => keys.includes(key)))?.leg;
  };
  return PARTY_FIELDS.flatMap((field) =>
    [parties[field] ?? []].flat().map((party, position) => {
      const leg = field === 'from' ? author : legOf(party);
      return {
        ...of,
        id: v7(),
        participantId: leg?.id ?? null,
        purpose: leg?.purpose ?? null,
        field,
        position,
        ...party,
      };
    }),
  );
}

function keysOf({ name, address }: Party, mediaType: MediaType, defaultCountry: string): string[] {
  if (!address) return name ? termKeys('NAME', name, defaultCountry).map((key) => `NAME ${key}`) : [];
  return partsOf(address, mediaType).found.flatMap(({ kind, value }) =>
    termKeys(kind, value, defaultCountry).map((key) => `${kind} ${key}`),
  );
}

/** The rows of one message as the API shows them. */
export function partiesOf(rows: readonly MessageParty[]): Parties {
  const inOrder = rows.toSorted((a, b) => a.position - b.position);
  const of = (field: PartyField): Party[] | undefined => {
    const found = inOrder
      .filter((row) => row.field === field)
      .map(({ name, address }) => ({ ...(name && { name }), ...(address && { address }) }));
    return found.length === 0 ? undefined : found;
  };
  return { from: of('from')?.[0], to: of('to'), cc: of('cc'), bcc: of('bcc') };
}
