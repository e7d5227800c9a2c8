import type { User } from '../entities/user.ts';
import type { CreateUser, UpdateUser } from './user-schemas.ts';

const FIELDS = [
  'preferredName',
  'username',
  'title',
  'department',
  'addresses',
  'chat',
  'images',
  'biography',
  'employerInfo',
  'certifications',
  'profileSkills',
  'locations',
  'geolocation',
] as const;

/** The profile fields that a body carries, as the entity holds them. */
export function profileOf(input: Omit<CreateUser | UpdateUser, 'name' | 'email' | 'state'>): Partial<User> {
  const given = FIELDS.filter((field) => input[field] !== undefined).map((field) => [
    field,
    withoutNulls(input[field]),
  ]);
  const profile = Object.fromEntries(given) as Partial<User>;
  return input.presence === undefined ? profile : { ...profile, presenceMessage: input.presence?.message ?? null };
}

/** `{ "extension": null }` means the same as leaving it out. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null)
      .map(([key, item]) => [key, withoutNulls(item)]),
  );
}
