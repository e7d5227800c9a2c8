import { insertContact } from '../src/resource/insert-contact.ts';
import { contactFields } from '../src/resource/contact-fields.ts';
import { ContactNote } from '../src/entities/contact-note.ts';
import { externalContacts } from '../src/external-contacts.ts';
import { migrations } from '../src/migrations/index.ts';
import type { DomainFixture } from '@lethe/testing';
import { v7 as uuidv7 } from 'uuid';

export const externalContactsFixture: DomainFixture = {
  definition: externalContacts,
  migrations,
  async seed(manager, context, person) {
    const { given, family, phone, email, street, city, postalCode, country, handle, externalId, note } = person;
    const input = {
      firstName: given,
      lastName: family,
      cellPhone: { display: phone },
      personalEmail: email,
      address: { address1: street, city, postalCode, countryCode: country },
      twitterId: { screenName: `@${handle}`, profileUrl: `https://social.example/${handle}` },
      lineId: { ids: [{ userId: handle }], displayName: `${given} ${family}` },
      whatsAppId: { phoneNumber: { display: phone }, displayName: given },
      facebookId: { ids: [{ scopedId: handle }], displayName: `${given} ${family}` },
      instagramId: { ids: [{ scopedId: `${handle}0` }], handle },
      appleOpaqueIds: [{ value: handle }],
      externalIds: [{ externalSource: { name: 'CRM' }, value: externalId }],
      customFields: { remark: note },
    };
    const contact = await insertContact(manager, context, contactFields(input, context.defaultCountry));
    const { organisationId } = context;
    await manager.insert(ContactNote, {
      organisationId,
      id: uuidv7(),
      contactId: contact.id,
      noteText: note,
      createdBy: 'a client',
    });
    return { type: 'externalContactId', id: contact.id };
  },
};
