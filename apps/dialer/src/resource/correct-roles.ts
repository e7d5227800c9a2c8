import { LetheError } from '@lethe/contracts';
import { isDeepStrictEqual } from 'node:util';
import { inferredColumns } from '../entities/columns.ts';
import type { ContactList } from '../entities/contact-list.ts';
import { unknownColumns, type UpdateContactList } from './list-schemas.ts';

/**
 * What a PUT changes in a list.
 * @throws LetheError bad.request for a column that the list does not have
 */
export function correctionOf(
  list: ContactList,
  { name, inferredColumns: read, ...declared }: Omit<UpdateContactList, 'version'>,
): Partial<ContactList> {
  const unknown = [
    ...unknownColumns(declared, list.columnNames),
    ...unknownColumns(read ?? {}, list.columnNames).map((path) => ['inferredColumns', ...path]),
  ];
  if (unknown.length > 0)
    throw new LetheError('bad.request', 'A contact list keeps its columns: name one of columnNames.', {
      details: unknown.map((path) => ({ errorCode: 'invalid.value', fieldName: path.join('.') })),
    });
  const given = Object.fromEntries(Object.entries(declared).filter(([, columns]) => columns !== undefined));
  const changes: Partial<ContactList> = { name, ...given };
  if (read === undefined || isDeepStrictEqual(read, inferredColumns(list))) return changes;
  const all = { ...list, ...changes };
  return {
    ...changes,
    nameColumns: [...all.nameColumns, ...read.nameColumns],
    addressColumns: [...all.addressColumns, ...read.addressColumns],
    infers: false,
  };
}
