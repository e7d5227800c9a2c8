import { isDeepStrictEqual } from 'node:util';
import { OrmUtils } from 'typeorm/util/OrmUtils.js';

/**
 * TypeORM finds out what `save` has to write by comparing JSON columns with calls of methods on the stored values themselves: an object with a key
 * such as `hasOwnProperty` makes it throw, and then that row could neither be changed nor corrected (tried on typeorm 1.1.1).
 */
export function compareJsonSafely(): void {
  OrmUtils.deepCompare = (...values: unknown[]) => values.slice(1).every((value) => isDeepStrictEqual(value, values[0]));
}
