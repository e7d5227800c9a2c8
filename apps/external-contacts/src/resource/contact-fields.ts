import { ExternalContact } from '../entities/external-contact.ts';
import { phoneNumber, type PhoneInput } from '../formats/phone-number.ts';
import type { ContactInput } from './contact-input.ts';

export const ADDRESS_FIELDS = ['address1', 'address2', 'city', 'state', 'postalCode', 'countryCode'] as const;
const PHONES = ['workPhone', 'cellPhone', 'homePhone', 'otherPhone'] as const;
const TEXTS = [
  'firstName',
  'middleName',
  'lastName',
  'salutation',
  'title',
  'workEmail',
  'personalEmail',
  'otherEmail',
  'externalSystemUrl',
] as const;

/** What a client can write. */
export type ContactFields = Omit<
  ExternalContact,
  'organisationId' | 'id' | 'type' | 'canonicalContactId' | 'mergedToId' | 'createDate' | 'modifyDate'
>;

/**
 * Every writable field: a field that the body leaves out becomes empty. `defaultCountry` reads phone numbers of unknown
 * country.
 */
export function contactFields(input: ContactInput, defaultCountry: string): ContactFields {
  const address = Object.fromEntries(ADDRESS_FIELDS.map((field) => [field, input.address?.[field] || null])) as Pick<
    ContactFields,
    (typeof ADDRESS_FIELDS)[number]
  >;
  const phone = (value: PhoneInput | null | undefined) => phoneNumber(value, address.countryCode, defaultCountry);
  const whatsAppNumber = phoneNumber(input.whatsAppId?.phoneNumber, address.countryCode, defaultCountry, true);
  const { lineId, facebookId, instagramId } = input;
  return {
    ...(Object.fromEntries(TEXTS.map((field) => [field, input[field] || null])) as Pick<
      ContactFields,
      (typeof TEXTS)[number]
    >),
    ...(Object.fromEntries(PHONES.map((field) => [field, phone(input[field])])) as Pick<
      ContactFields,
      (typeof PHONES)[number]
    >),
    ...address,
    twitterId: present(input.twitterId),
    lineId: lineId ? { ids: lineId.ids ?? [], ...present({ displayName: lineId.displayName }) } : null,
    whatsAppId: whatsAppNumber && {
      phoneNumber: whatsAppNumber,
      ...present({ displayName: input.whatsAppId?.displayName }),
    },
    facebookId: facebookId ? { ids: facebookId.ids ?? [], ...present({ displayName: facebookId.displayName }) } : null,
    instagramId: instagramId
      ? { ids: instagramId.ids ?? [], ...present({ displayName: instagramId.displayName, handle: instagramId.handle }) }
      : null,
    appleOpaqueIds: nonEmpty(input.appleOpaqueIds),
    externalIds:
      nonEmpty(input.externalIds)?.map(({ externalSource, value }) => {
        const source = present(externalSource);
        return { ...(source && { externalSource: source }), value };
      }) ?? null,
    externalOrganization: present(input.externalOrganization),
    surveyOptOut: input.surveyOptOut ?? null,
    customFields: input.customFields && Object.keys(input.customFields).length > 0 ? input.customFields : null,
    schema: present(input.schema),
    division: present(input.division),
  };
}

type Present<T> = { [Name in keyof T]?: NonNullable<T[Name]> };

/** Without what is empty; null when nothing is left. */
function present<T extends object>(value: T | null | undefined): Present<T> | null {
  const entries = Object.entries(value ?? {}).filter(
    ([, field]) => field !== null && field !== undefined && field !== '',
  );
  return entries.length === 0 ? null : (Object.fromEntries(entries) as Present<T>);
}

const nonEmpty = <T>(list: T[] | null | undefined): T[] | null => (list && list.length > 0 ? list : null);
