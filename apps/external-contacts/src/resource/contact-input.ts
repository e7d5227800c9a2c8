import { z } from 'zod';
import { pageQuery, text } from '@lethe/contracts';

/** Null empties a field as leaving it out does. Unknown fields are ignored: clients send read-only ones back. */
const optional = <T extends z.ZodType>(schema: T) => schema.nullish();

const name = () => optional(text(1000));
const email = () => optional(text(256));
const line = () => optional(text(1000));

const PhoneNumberInput = z
  .object({
    display: optional(text(1000)),
    userInput: optional(text(1000)),
    e164: optional(text(1000)),
    extension: optional(z.union([z.int().min(0), text(50)])),
    acceptsSMS: optional(z.boolean()),
    normalizationCountryCode: optional(text(10)),
    countryCode: optional(text(10)),
  })
  .meta({ id: 'ContactPhoneNumberInput' });

const AddressInput = z
  .object({ address1: line(), address2: line(), city: line(), state: line(), postalCode: line(), countryCode: line() })
  .meta({ id: 'ContactAddressInput' });

const displayName = name();
const scopedIds = (max: number) => optional(z.array(z.object({ scopedId: text(1000).min(1) })).max(max));
const reference = z.object({ id: optional(text(100)), name: name() });

/** `ExternalContact` as a client writes it (docs/wire-contract.md, "External contacts"). */
export const ContactInput = z
  .object({
    firstName: name(),
    middleName: name(),
    lastName: name(),
    salutation: name(),
    title: name(),
    workPhone: optional(PhoneNumberInput),
    cellPhone: optional(PhoneNumberInput),
    homePhone: optional(PhoneNumberInput),
    otherPhone: optional(PhoneNumberInput),
    workEmail: email(),
    personalEmail: email(),
    otherEmail: email(),
    address: optional(AddressInput),
    twitterId: optional(
      z.object({
        id: name(),
        name: name(),
        screenName: name(),
        verified: optional(z.boolean()),
        profileUrl: optional(text(2000)),
      }),
    ),
    lineId: optional(z.object({ ids: optional(z.array(z.object({ userId: text(1000).min(1) })).max(1)), displayName })),
    whatsAppId: optional(z.object({ phoneNumber: optional(PhoneNumberInput), displayName })),
    facebookId: optional(z.object({ ids: scopedIds(1), displayName })),
    instagramId: optional(z.object({ ids: scopedIds(100), displayName, handle: name() })),
    appleOpaqueIds: optional(z.array(z.object({ value: text(1000).min(1) })).max(10)),
    externalIds: optional(
      z
        .array(
          z.object({
            externalSource: optional(reference.extend({ active: optional(z.boolean()) })),
            value: text(1000).min(1),
          }),
        )
        .max(10),
    ),
    externalOrganization: optional(reference),
    surveyOptOut: optional(z.boolean()),
    externalSystemUrl: optional(text(2000)),
    customFields: optional(z.record(text(1000), z.unknown())),
    schema: optional(z.object({ id: optional(text(100)), version: optional(z.int()) })),
    division: optional(reference),
  })
  .meta({ id: 'ExternalContactInput' });
export type ContactInput = z.infer<typeof ContactInput>;

export const ContactsQuery = pageQuery(20).extend({ q: text(1000).optional() });
export type ContactsQuery = z.infer<typeof ContactsQuery>;
