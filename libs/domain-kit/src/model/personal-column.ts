import type { IdentifierKind } from '@lethe/matching';
import type { AddressPart, NamePart } from './annotations.ts';

/** What an entry of a map holds of a person, for example a column of a data table. Without a kind it finds nobody. */
export type PersonalColumn =
  | { column: string; kind?: undefined; part?: undefined }
  | { column: string; kind: 'NAME'; part: NamePart }
  | { column: string; kind: 'ADDRESS'; part: AddressPart }
  | { column: string; kind: Exclude<IdentifierKind, 'NAME' | 'ADDRESS'>; part?: undefined };
