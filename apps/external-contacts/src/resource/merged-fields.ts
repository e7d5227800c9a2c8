import type { ExternalContact } from '../entities/external-contact.ts';
import { ADDRESS_FIELDS, contactFields, type ContactFields } from './contact-fields.ts';
import type { ContactInput } from './contact-input.ts';

/**
 * Values of a canonical contact: of each field the first that is not empty, in the order of the contacts; the address
 * as a whole from one of them; ids in other systems and custom fields of all. `override` wins.
 */
export function mergedFields(
  contacts: ExternalContact[],
  override: ContactInput,
  defaultCountry: string,
): ContactFields {
  const overriding = contactFields(override, defaultCountry);
  const sources: Partial<ContactFields>[] = [overriding, ...contacts];
  const addressed = sources.find((source) => ADDRESS_FIELDS.some((field) => source[field]));
  const first = <Name extends keyof ContactFields>(field: Name) =>
    sources.find((source) => source[field] !== null)?.[field] ?? null;
  const fields = Object.fromEntries(
    Object.keys(overriding).map((field) => [field, first(field as keyof ContactFields)]),
  ) as unknown as ContactFields;
  const address = Object.fromEntries(ADDRESS_FIELDS.map((field) => [field, addressed?.[field] ?? null]));
  const customFields = Object.assign({}, ...sources.map((source) => source.customFields ?? {}).reverse()) as Record<
    string,
    unknown
  >;
  return {
    ...fields,
    ...address,
    appleOpaqueIds: all(sources.map((source) => source.appleOpaqueIds)),
    externalIds: all(sources.map((source) => source.externalIds)),
    customFields: Object.keys(customFields).length > 0 ? customFields : null,
  };
}

/** The elements of all lists, each once. */
function all<T>(lists: (T[] | null | undefined)[]): T[] | null {
  const unique = new Map(lists.flatMap((list) => list ?? []).map((element) => [JSON.stringify(element), element]));
  return unique.size > 0 ? [...unique.values()] : null;
}
