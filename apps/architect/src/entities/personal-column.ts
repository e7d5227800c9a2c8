import type { AddressPart, NamePart } from '@lethe/domain-kit';
import type { IdentifierKind } from '@lethe/matching';

/** What a column of a data table holds of a person. Without a kind it is personal but finds nobody. */
export type PersonalColumn =
  | { column: string; kind?: undefined; part?: undefined }
  | { column: string; kind: 'NAME'; part: NamePart }
  | { column: string; kind: 'ADDRESS'; part: AddressPart }
  | { column: string; kind: Exclude<IdentifierKind, 'NAME' | 'ADDRESS'>; part?: undefined };
