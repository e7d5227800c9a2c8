import { Injectable } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { DomainStore, rowsOfKeys } from '@lethe/domain-kit';
import { indexKind, termKeys, type IdentifierKind } from '@lethe/matching';
import { In, type EntityManager } from 'typeorm';
import { ExternalContact } from '../entities/external-contact.ts';
import type { LookUpView } from './contact-schema.ts';
import { contactView } from './contact-view.ts';
import { canonicalOf, contactNotFound, resolvedView } from './find-contact.ts';
import type { ContactIdentifier } from './look-up-input.ts';
import { mergeSets } from './merge-set.ts';

/** The most that a reverse look-up answers (docs/wire-contract.md, "External contacts"). */
const MOST = 25;

/** Types that name no kind of search term find nobody. */
const KINDS: Partial<Record<ContactIdentifier['type'], IdentifierKind>> = {
  SocialFacebook: 'FACEBOOK',
  SocialTwitter: 'TWITTER',
  SocialWhatsapp: 'WHATSAPP',
  SocialInstagram: 'INSTAGRAM',
  AppleOpaqueId: 'APPLE_MESSAGES',
  Email: 'EMAIL',
  Phone: 'PHONE',
  ExternalId: 'EXTERNAL_ID',
};

@Injectable()
export class LookUpService {
  constructor(private readonly store: DomainStore) {}

  /** By e-mail address, phone number or Twitter screen name. */
  reverse(caller: Principal, value: string): Promise<LookUpView> {
    return this.store.transaction(caller, async (manager) => {
      const contacts = await withIdentifier(manager, caller, ['EMAIL', 'PHONE', 'TWITTER'], value);
      const sets = await mergeSets(manager, contacts);
      return { contacts: contacts.map((contact) => contactView(contact, sets.get(contact.canonicalContactId ?? ''))) };
    });
  }

  /** The oldest contact with this identifier. @throws LetheError contact.not.found */
  byIdentifier(caller: Principal, { type, value, externalSource }: ContactIdentifier) {
    const kind = KINDS[type];
    if (kind === undefined) throw contactNotFound();
    return this.store.transaction(caller, async (manager) => {
      const contacts = await withIdentifier(manager, caller, [kind], value);
      const contact = contacts.find((one) => kind !== 'EXTERNAL_ID' || isFrom(one, value, externalSource));
      if (contact === undefined) throw contactNotFound();
      return resolvedView(manager, contact, await canonicalOf(manager, contact));
    });
  }
}

async function withIdentifier(
  manager: EntityManager,
  caller: Principal,
  kinds: IdentifierKind[],
  value: string,
): Promise<ExternalContact[]> {
  const keys = kinds.flatMap((kind) =>
    termKeys(kind, value, caller.defaultCountry).map((key) => ({ kind: indexKind(kind), key })),
  );
  const rows = await manager.query<{ id: string }[]>(
    `select distinct s.record_id id from ${rowsOfKeys('unnest($2::text[], $3::text[]) k(kind, key)')}
      where s.record_type = 'externalContact' order by id limit ${MOST}`,
    [caller.organisationId, keys.map(({ kind }) => kind), keys.map(({ key }) => key)],
  );
  return manager.find(ExternalContact, { where: { id: In(rows.map(({ id }) => id)) }, order: { id: 'ASC' } });
}

/** Of a source that is not named every one will do. */
function isFrom(contact: ExternalContact, value: string, source: ContactIdentifier['externalSource']): boolean {
  if (!source?.id && !source?.name) return true;
  return (contact.externalIds ?? []).some(
    (id) =>
      id.value === value && (source.id ? id.externalSource?.id === source.id : id.externalSource?.name === source.name),
  );
}
