import { AddressableRef, listingOf } from '@lethe/contracts';
import { z } from 'zod';

const optionalText = z.string().optional();

const PhoneNumberView = z
  .object({
    display: z.string(),
    userInput: z.string(),
    extension: z.union([z.int(), z.string()]).optional(),
    acceptsSMS: z.boolean().optional(),
    normalizationCountryCode: optionalText,
    /** Of a plausible number. */
    e164: optionalText,
    countryCode: optionalText,
  })
  .meta({ id: 'PhoneNumber' });
const phone = PhoneNumberView.optional();

const AddressView = z
  .object({
    address1: optionalText,
    address2: optionalText,
    city: optionalText,
    state: optionalText,
    postalCode: optionalText,
    countryCode: optionalText,
  })
  .meta({ id: 'ContactAddress' });

const scopedIds = z.array(z.object({ scopedId: z.string() }));
const reference = z.object({ id: optionalText, name: optionalText });

/** What is empty is absent. No bounds of the input: a merge or a correction (Art. 16) may make it longer. */
export const ContactView = z
  .object({
    id: z.guid(),
    type: z.enum(['Ephemeral', 'Identified', 'Curated']),
    firstName: optionalText,
    middleName: optionalText,
    lastName: optionalText,
    salutation: optionalText,
    title: optionalText,
    workPhone: phone,
    cellPhone: phone,
    homePhone: phone,
    otherPhone: phone,
    workEmail: optionalText,
    personalEmail: optionalText,
    otherEmail: optionalText,
    address: AddressView.optional(),
    twitterId: z
      .object({
        id: optionalText,
        name: optionalText,
        screenName: optionalText,
        verified: z.boolean().optional(),
        profileUrl: optionalText,
      })
      .optional(),
    lineId: z.object({ ids: z.array(z.object({ userId: z.string() })), displayName: optionalText }).optional(),
    whatsAppId: z.object({ phoneNumber: PhoneNumberView, displayName: optionalText }).optional(),
    facebookId: z.object({ ids: scopedIds, displayName: optionalText }).optional(),
    instagramId: z.object({ ids: scopedIds, displayName: optionalText, handle: optionalText }).optional(),
    appleOpaqueIds: z.array(z.object({ value: z.string() })).optional(),
    externalIds: z
      .array(
        z.object({
          externalSource: reference.extend({ active: z.boolean().optional() }).optional(),
          value: z.string(),
        }),
      )
      .optional(),
    externalOrganization: reference.optional(),
    surveyOptOut: z.boolean().optional(),
    externalSystemUrl: optionalText,
    customFields: z.record(z.string(), z.unknown()).optional(),
    schema: z.object({ id: optionalText, version: z.int().optional() }).optional(),
    division: reference.optional(),
    /** The living members of the merge set that the contact is in, itself included. */
    mergeSet: z.array(AddressableRef).optional(),
    canonicalContact: AddressableRef.optional(),
    mergedTo: AddressableRef.optional(),
    mergedFrom: z.array(AddressableRef).optional(),
    createDate: z.iso.datetime(),
    modifyDate: z.iso.datetime(),
    selfUri: z.string(),
  })
  .meta({ id: 'ExternalContact' });
export type ContactView = z.input<typeof ContactView>;

export const ContactListing = listingOf(ContactView, 'ContactListing');
export const LookUpView = z.object({ contacts: z.array(ContactView) }).meta({ id: 'ReverseWhitepagesLookupResult' });
export type LookUpView = z.input<typeof LookUpView>;
