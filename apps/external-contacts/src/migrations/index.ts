import { Contacts1790000000100 } from './1790000000100-contacts.ts';

export const migrations = [Contacts1790000000100];
