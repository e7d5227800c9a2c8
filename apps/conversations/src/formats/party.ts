import type { FieldFormat, FoundIdentifier } from '@lethe/domain-kit';
import type { MediaType } from '../words.ts';
import { ADDRESS_KINDS, partsOf, replaceAddress } from './address.ts';

/** Who sent or got a message, as the message says. */
export interface Party {
  name?: string;
  address?: string;
}
type Owner = { mediaType: MediaType };
type Replace = Parameters<FieldFormat['replace']>[2];

const KINDS = ['NAME', ...ADDRESS_KINDS] as const;

export const PARTY: FieldFormat<Party, Owner> = {
  kinds: KINDS,
  read: (party, { mediaType }) => [...(party.name ? [nameOf(party.name)] : []), ...(party.address ? partsOf(party.address, mediaType).found : [])],
  replace: (party, { mediaType }, replace) => ({
    ...party,
    ...(party.name && { name: replacedName(party.name, replace) }),
    ...(party.address && { address: replaceAddress(party.address, mediaType, replace) }),
  }),
};

export const PARTIES: FieldFormat<Party[], Owner> = {
  kinds: KINDS,
  read: (parties, owner) => parties.flatMap((party) => PARTY.read(party, owner)),
  replace: (parties, owner, replace) => parties.map((party) => PARTY.replace(party, owner, replace)),
};

const nameOf = (whole: string): FoundIdentifier => ({ kind: 'NAME', name: { whole } });

function replacedName(name: string, replace: Replace): string {
  const replacement = replace(nameOf(name));
  return replacement !== undefined && 'name' in replacement ? (replacement.name.whole ?? name) : name;
}
