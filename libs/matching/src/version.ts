/**
 * Version of the rules by which keys are computed. Keys are stored: whoever changes a key of any value (a rule, a list, a
 * table, or a dependency whose data goes into keys: libphonenumber-js, i18n-iso-countries, iso-3166-2, transliteration,
 * unicode-case-folding, email-addresses) raises it by one in the same commit, and stores compute their keys anew. What
 * only judges (isStrong, compareNames, possibleMatch and the lists behind them) needs no new version.
 */
export const MATCHING_VERSION = 3;
