type Nullable<T> = { [Name in keyof T]-?: null extends T[Name] ? Name : never }[keyof T];
/** A record as the API shows it: absent instead of null. */
export type WithoutNulls<T> = Omit<T, Nullable<T>> & { [Name in Nullable<T>]?: NonNullable<T[Name]> };

export function withoutNulls<T extends object>(record: T): WithoutNulls<T> {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== null && value !== undefined),
  ) as WithoutNulls<T>;
}
