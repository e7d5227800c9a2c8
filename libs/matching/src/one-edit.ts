/** Shorter words are other names one letter apart: Jan and Jana, Dana and Hana (matching.md). */
const SHORTEST = 5;

/**
 * Whether one typing error makes one word of the other: a letter more, less, or other, or two neighbours that changed
 * places. Both have five code points or more.
 */
export function isOneEdit(a: string, b: string): boolean {
  const [x, y] = [[...a], [...b]];
  if (x.length < SHORTEST || y.length < SHORTEST || Math.abs(x.length - y.length) > 1 || a === b) return false;
  let start = 0;
  while (start < x.length && x[start] === y[start]) start += 1;
  let end = 0;
  while (end < Math.min(x.length, y.length) - start && x[x.length - 1 - end] === y[y.length - 1 - end]) end += 1;
  const [restX, restY] = [x.slice(start, x.length - end), y.slice(start, y.length - end)];
  if (restX.length <= 1 && restY.length <= 1) return true;
  return restX.length === 2 && restY.length === 2 && restX[0] === restY[1] && restX[1] === restY[0];
}
