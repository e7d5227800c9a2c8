import { SOCIAL_KINDS, type GdprSubject, type ResolvedSubject, type SubjectId } from '@lethe/contracts';
import type { RecordType } from './domain-model.ts';
import { identifiersOf, keysOfRecord, namesIn, shown, valueOf } from './identifiers-of.ts';
import { shownAs } from './formats.ts';

/** The record as `GDPRSubject`: its id and every known field (requirements R21, R26, R35). */
export function subjectOf(type: RecordType, record: object, defaultCountry: string): GdprSubject {
  const found = identifiersOf(type, record);
  const texts = (kind: Parameters<typeof shown>[1]) => shown(found, kind, defaultCountry);
  const social = found.find((one) => (SOCIAL_KINDS as readonly string[]).includes(one.kind));
  const lists = { addresses: texts('ADDRESS'), phoneNumbers: texts('PHONE'), emailAddresses: texts('EMAIL') };
  return {
    ...idFields(subjectIdOf(type, record)),
    ...first('name', texts('NAME')),
    ...first('externalId', texts('EXTERNAL_ID')),
    ...(social && {
      socialHandle: { type: social.kind as (typeof SOCIAL_KINDS)[number], value: shownAs(social, defaultCountry) },
    }),
    ...Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0)),
  };
}

export function resolvedOf(type: RecordType, record: object, defaultCountry: string): ResolvedSubject {
  return {
    id: subjectIdOf(type, record),
    subject: subjectOf(type, record, defaultCountry),
    keys: keysOfRecord(type, record, defaultCountry),
    names: namesIn(type, record),
  };
}

function subjectIdOf(type: RecordType, record: object): SubjectId {
  const parent = type.parentKey === undefined ? undefined : String(valueOf(record, type.parentKey));
  return {
    type: type.subjectId!,
    id: String(valueOf(record, type.word ?? type.key)),
    ...(parent !== undefined && { parent }),
  };
}

/** A subject id in its place on the wire. */
export function idFields(id: SubjectId): GdprSubject {
  switch (id.type) {
    case 'userId':
      return { userId: id.id };
    case 'externalContactId':
      return { externalContactId: id.id };
    case 'dialerContactId':
      return { dialerContactId: { id: id.id, contactListId: id.parent ?? '' } };
    case 'journeyCustomer':
      return { journeyCustomer: { type: id.parent ?? '', id: id.id } };
  }
}

const first = (name: 'name' | 'externalId', texts: string[]) => (texts[0] === undefined ? {} : { [name]: texts[0] });
