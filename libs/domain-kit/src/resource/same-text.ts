import { ILike, type FindOperator } from 'typeorm';

/**
 * Condition for a text that is equal but for case. What a pattern would read as a wildcard, or fail on, such as a last
 * backslash, is a character like any other.
 */
export const sameText = (text: string): FindOperator<string> => ILike(text.replace(/[\\%_]/g, '\\$&'));
