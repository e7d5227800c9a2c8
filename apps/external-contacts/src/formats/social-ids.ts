import type { FieldFormat, FoundIdentifier, Replacement } from '@lethe/domain-kit';
import { identifierKeys } from '@lethe/matching';
import { phoneNumber, type PhoneNumber, type PhoneOwner } from './phone-number.ts';

export interface TwitterId {
  id?: string;
  name?: string;
  screenName?: string;
  verified?: boolean;
  profileUrl?: string;
}
export interface FacebookId {
  ids: { scopedId: string }[];
  displayName?: string;
}
export interface InstagramId extends FacebookId {
  handle?: string;
}
export interface WhatsAppId {
  phoneNumber: PhoneNumber;
  displayName?: string;
}
/** No kind of search term names it: personal data that finds nobody. */
export interface LineId {
  ids: { userId: string }[];
  displayName?: string;
}
export interface AppleOpaqueId {
  value: string;
}
export interface ExternalId {
  externalSource?: { id?: string; name?: string; active?: boolean };
  value: string;
}

type Replace = (found: FoundIdentifier) => Replacement | undefined;
type PlainKind = Exclude<FoundIdentifier['kind'], 'NAME' | 'ADDRESS' | 'PHONE'>;

const identifiers = (kind: PlainKind, values: (string | undefined)[]): FoundIdentifier[] =>
  [...new Set(values)].filter((value) => value !== undefined && value !== '').map((value) => ({ kind, value: value! }));

/** `value`, or what the term says instead. */
function replaced<V extends string | undefined>(kind: PlainKind, value: V, replace: Replace): V {
  if (!value) return value;
  const replacement = replace({ kind, value });
  return replacement !== undefined && 'text' in replacement ? (replacement.text as V) : value;
}

/** The name that a person gave to a network finds nobody, but a rectified name is rectified there as well. */
function replacedName(name: string | undefined, replace: Replace): string | undefined {
  if (!name) return name;
  const replacement = replace({ kind: 'NAME', name: { whole: name } });
  return replacement !== undefined && 'name' in replacement ? (replacement.name.whole ?? name) : name;
}

export const TWITTER_ID: FieldFormat<TwitterId> = {
  kinds: ['TWITTER'],
  read: ({ screenName, id }) => identifiers('TWITTER', [screenName, id]),
  replace: (twitter, _, replace) => {
    const screenName = replaced('TWITTER', twitter.screenName, replace);
    // The URL repeats the screen name.
    const profileUrl = screenName === twitter.screenName ? twitter.profileUrl : undefined;
    return {
      ...twitter,
      id: replaced('TWITTER', twitter.id, replace),
      name: replacedName(twitter.name, replace),
      screenName,
      profileUrl,
    };
  },
};

export const FACEBOOK_ID: FieldFormat<FacebookId> = {
  kinds: ['FACEBOOK'],
  read: ({ ids }) =>
    identifiers(
      'FACEBOOK',
      ids.map(({ scopedId }) => scopedId),
    ),
  replace: (facebook, _, replace) => ({
    ...facebook,
    ids: facebook.ids.map(({ scopedId }) => ({ scopedId: replaced('FACEBOOK', scopedId, replace) })),
    displayName: replacedName(facebook.displayName, replace),
  }),
};

export const INSTAGRAM_ID: FieldFormat<InstagramId> = {
  kinds: ['INSTAGRAM'],
  read: ({ handle, ids }) => identifiers('INSTAGRAM', [handle, ...ids.map(({ scopedId }) => scopedId)]),
  replace: (instagram, _, replace) => ({
    ...instagram,
    handle: replaced('INSTAGRAM', instagram.handle, replace),
    ids: instagram.ids.map(({ scopedId }) => ({ scopedId: replaced('INSTAGRAM', scopedId, replace) })),
    displayName: replacedName(instagram.displayName, replace),
  }),
};

/** Several numbers in one field stay as they are written. */
function isOfSeveral({ display, countryCode }: PhoneNumber, { countryCode: country }: PhoneOwner): boolean {
  const keys = identifierKeys({ kind: 'WHATSAPP', value: display, country: countryCode ?? country });
  return keys.length > 1 && keys.every((key) => key.startsWith('+'));
}

/** The number as E.164 when it is known, else as typed. */
export const WHATSAPP_ID: FieldFormat<WhatsAppId, PhoneOwner> = {
  kinds: ['WHATSAPP'],
  read: ({ phoneNumber: phone }, contact) =>
    isOfSeveral(phone, contact)
      ? [{ kind: 'WHATSAPP', value: phone.display, country: phone.countryCode ?? contact.countryCode }]
      : identifiers('WHATSAPP', [phone.e164 ?? phone.display]),
  replace: (whatsApp, contact, replace) => {
    const { phoneNumber: phone } = whatsApp;
    const values = isOfSeveral(phone, contact) ? [phone.display] : [phone.e164, phone.display];
    const texts = values.map((value) => [value, replaced('WHATSAPP', value, replace)] as const);
    const text = texts.find(([before, after]) => before !== after)?.[1];
    const { acceptsSMS, normalizationCountryCode, countryCode } = phone;
    const input = { display: text, acceptsSMS, normalizationCountryCode, countryCode };
    const next = text === undefined ? phone : phoneNumber(input, contact.countryCode, undefined, true)!;
    return { ...whatsApp, phoneNumber: next, displayName: replacedName(whatsApp.displayName, replace) };
  },
};

export const APPLE_OPAQUE_IDS: FieldFormat<AppleOpaqueId[]> = {
  kinds: ['APPLE_MESSAGES'],
  read: (ids) =>
    identifiers(
      'APPLE_MESSAGES',
      ids.map(({ value }) => value),
    ),
  replace: (ids, _, replace) => ids.map((id) => ({ ...id, value: replaced('APPLE_MESSAGES', id.value, replace) })),
};

export const EXTERNAL_IDS: FieldFormat<ExternalId[]> = {
  kinds: ['EXTERNAL_ID'],
  read: (ids) =>
    identifiers(
      'EXTERNAL_ID',
      ids.map(({ value }) => value),
    ),
  replace: (ids, _, replace) => ids.map((id) => ({ ...id, value: replaced('EXTERNAL_ID', id.value, replace) })),
};
