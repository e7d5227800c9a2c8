import { pageQuery, text } from '@lethe/contracts';
import { z } from 'zod';
import { CONTACT_TYPES, MEDIA_TYPES, STATES } from '../entities/profile.ts';

const SHORT = 1_000;
const short = () => text(SHORT);
export const json = () => z.record(z.string(), z.unknown());

const Contact = z
  .object({
    address: text(256).nullish(),
    mediaType: z.enum(MEDIA_TYPES),
    type: z.enum(CONTACT_TYPES).nullish(),
    extension: text(64).nullish(),
    countryCode: text(10).nullish(),
    integration: short().nullish(),
  })
  .meta({ id: 'UserContactInput' });

/** What a client may write; the rest of `User` is read-only and ignored. Null clears a field. */
const PROFILE = {
  preferredName: short().nullish(),
  username: short().nullish(),
  title: short().nullish(),
  department: short().nullish(),
  addresses: z.array(Contact).max(50).nullish(),
  chat: z.object({ jabberId: short().nullish() }).nullish(),
  images: z.array(json()).max(50).nullish(),
  biography: json().nullish(),
  employerInfo: z
    .object({
      officialName: short().nullish(),
      employeeId: short().nullish(),
      employeeType: short().nullish(),
      dateHire: short().nullish(),
    })
    .nullish(),
  certifications: z.array(short()).max(1_000).nullish(),
  profileSkills: z.array(short()).max(1_000).nullish(),
  locations: z.array(json()).max(100).nullish(),
  geolocation: json().nullish(),
  /** Extension: beside `/presences/purecloud`, so that one call can write a whole user. */
  presence: z.object({ message: text().nullish() }).nullish(),
};

export const CreateUser = z
  .object({
    ...PROFILE,
    name: short().min(1),
    email: text(256).min(1),
    divisionId: z.guid().optional(),
    state: z.enum(['active', 'inactive']).default('active'),
  })
  .meta({ id: 'CreateUser' });
export type CreateUser = z.infer<typeof CreateUser>;

export const UpdateUser = z
  .object({
    ...PROFILE,
    name: short().min(1).optional(),
    email: text(256).min(1).optional(),
    state: z.enum(STATES).optional(),
    version: z.int(),
  })
  .meta({ id: 'UpdateUser' });
export type UpdateUser = z.infer<typeof UpdateUser>;

export const UserStateInput = z
  .object({ state: z.enum(STATES), version: z.int().optional() })
  .meta({ id: 'UserStateInput' });
export type UserStateInput = z.infer<typeof UserStateInput>;

const separated = z
  .union([z.string(), z.array(z.string())])
  .transform((ids) => [ids].flat().flatMap((one) => one.split(',')));

/** Only active users unless another state is asked for, as the SDK documents. */
export const ListQuery = pageQuery().extend({
  state: z.enum([...STATES, 'any']).default('active'),
  id: separated.pipe(z.array(z.guid()).max(100)).optional(),
  sortOrder: z.enum(['ascending', 'descending', 'ASC', 'DESC']).default('ASC'),
});
export type ListQuery = z.infer<typeof ListQuery>;

/** A deleted user answers only to who asks for that state. */
export const GetQuery = z.object({ state: z.enum(['active', 'deleted']).default('active') });
export type GetQuery = z.infer<typeof GetQuery>;

/** The part of UserSearchRequest that is there: whole e-mail addresses. */
export const UserSearch = z
  .object({
    pageSize: z.int().min(1).max(100).default(25),
    pageNumber: z.int().min(1).max(1_000_000).default(1),
    query: z
      .array(
        z.object({
          type: z.enum(['EXACT', 'TERM', 'TERMS']),
          fields: z.array(z.enum(['email'])).length(1),
          value: text(256).optional(),
          values: z.array(text(256)).max(100).optional(),
        }),
      )
      .length(1),
  })
  .meta({ id: 'UserSearchRequest' });
export type UserSearch = z.infer<typeof UserSearch>;

export const OutOfOffice = z
  .object({
    active: z.boolean().default(false),
    indefinite: z.boolean().default(false),
    startDate: z.iso.datetime().nullish(),
    endDate: z.iso.datetime().nullish(),
  })
  .meta({ id: 'OutOfOfficeInput' });
export type OutOfOffice = z.infer<typeof OutOfOffice>;

export const Presence = z.object({ message: text().nullish() }).meta({ id: 'UserPresenceInput' });
export type Presence = z.infer<typeof Presence>;
