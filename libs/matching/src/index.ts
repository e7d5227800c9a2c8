export { addressKeys } from './address.ts';
export type { AddressInput } from './address-reading.ts';
export { compareNames, type NameDoubt } from './compare-names.ts';
export { countryOf } from './country.ts';
export { earlierTermKeys } from './earlier-keys.ts';
export { emailKey } from './email.ts';
export { foldText } from './fold-text.ts';
export {
  identifierKeys,
  possibleKeys,
  possibleMatch,
  possibleTermKeys,
  type StoredIdentifier,
  type Term,
} from './identifier.ts';
export { IDENTIFIER_KINDS, indexKind, isStrong, STRONG_KINDS, type IdentifierKind } from './kinds.ts';
export { nameKeys, nameQueryKeys } from './name.ts';
export type { NameInput } from './name-reading.ts';
export { CERTAINTIES, type Certainty, type TextMark } from './in-text/text-mark.ts';
export { textReader, type TextReader } from './in-text/text-reader.ts';
export { isNewValue } from './new-value.ts';
export { parsePhone, phoneKey, type PhoneInput } from './phone.ts';
export { replaceAddress } from './replace-address.ts';
export { replaceName } from './replace-name.ts';
export { isSearchable, termKeys } from './term.ts';
export { MATCHING_VERSION } from './version.ts';
