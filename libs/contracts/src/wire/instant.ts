import { z } from 'zod';

/**
 * Whether a time that is written with an offset is one in UTC that neither RFC 3339 nor PostgreSQL can write. What is
 * no time at all has been refused.
 */
const isBeyond = (text: string): boolean => {
  const year = new Date(text).getUTCFullYear();
  return year < 1 || year > 9_999;
};

/** A time on the wire, RFC 3339 with any offset. */
export const instant = () =>
  z.iso.datetime({ offset: true }).refine((text) => !isBeyond(text), 'Use a time of the years 0001 to 9999 in UTC.');
