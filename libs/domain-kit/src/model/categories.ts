import type { IdentifierKind } from '@lethe/matching';
import type { FieldDeclaration, SubjectRecordOptions } from './annotations.ts';

type Field = FieldDeclaration & { name: string };
type Categorised = Pick<SubjectRecordOptions, 'categories'> & { hasFile: boolean };

/** What an identifier is a category of, when nobody says otherwise. */
const CATEGORIES: Record<IdentifierKind, string> = {
  NAME: 'name',
  ADDRESS: 'postal address',
  PHONE: 'contact details',
  EMAIL: 'contact details',
  TWITTER: 'social media handles',
  INSTAGRAM: 'social media handles',
  FACEBOOK: 'social media handles',
  APPLE_MESSAGES: 'social media handles',
  WHATSAPP: 'social media handles',
  EXTERNAL_ID: 'ids in other systems',
};

/** Which of the record type's categories a personal field is (Article 30(1)(c)); empty for any other field. */
export function categoriesOf({ categories, hasFile }: Categorised, field: Field): string[] {
  const { name, personal } = field;
  if (personal === undefined) return [];
  if (personal.categories !== undefined) return personal.categories;
  // The name of a file stands for the file (StoredFile).
  if (categories.length === 1 || (hasFile && name === 'fileName')) return categories;
  return [...new Set(kindsOf(field).map((kind) => CATEGORIES[kind]))];
}

/** Kinds of identifiers that stand in a field. */
export function kindsOf({ personal }: Field): readonly IdentifierKind[] {
  const { identifies, format } = personal ?? {};
  return identifies === undefined ? (format?.kinds ?? []) : [identifies];
}

/** Fields of which nobody said what they are, or that are something that their record type does not name. */
export function withoutCategory(entity: string, type: Categorised, fields: Field[]): string[] {
  return fields.flatMap((field) => {
    const categories = categoriesOf(type, field);
    const isNamed = categories.length > 0 && categories.every((one) => type.categories.includes(one));
    return field.personal === undefined || isNamed
      ? []
      : [`${entity}.${field.name}: say which categories of its record type it is: @Personal({ categories: [...] })`];
  });
}
