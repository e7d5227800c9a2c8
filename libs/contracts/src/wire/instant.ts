import { z } from 'zod';

/** Whether a time that is written with an offset is one in UTC that both RFC 3339 and PostgreSQL can write: of the years 1 to 9999. */
const isWritable = (text: string): boolean => {
  const year = new Date(text).getUTCFullYear();
  return year >= 1 && year <= 9_999;
};

/** A time on the wire, RFC 3339 with any offset. */
export const instant = () => z.iso.datetime({ offset: true }).refine(isWritable, 'Use a time of the years 0001 to 9999 in UTC.');
