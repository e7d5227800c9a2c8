import type { Readable } from 'node:stream';
import type { Part } from '@lethe/contracts';

/** One file of an archive. `open` is called when its turn comes, so that one file at a time is read. */
export interface Entry {
  name: string;
  compress: boolean;
  open: () => Promise<Readable> | Readable | Buffer;
}

export interface DomainPart extends Part {
  domain: string;
  /** Path inside the archive. */
  entryName: string;
}

/** Text shrinks to a tenth; pictures and sound are compressed already. */
const COMPRESSIBLE = /\.(json|csv|txt|html|xml|eml|md)$/i;

export const isCompressible = (name: string): boolean => COMPRESSIBLE.test(name);

/** `<domain>/<name>`, safe to unpack anywhere, and no two alike. */
export function nameParts(parts: readonly (Part & { domain: string })[]): DomainPart[] {
  const taken = new Set<string>();
  return parts.map((part) => {
    const wanted = `${part.domain}/${safePath(part.name)}`;
    let entryName = wanted;
    for (let n = 2; taken.has(entryName.toLowerCase()); n++) entryName = wanted.replace(/(\.[^./]*)?$/, `-${n}$1`);
    taken.add(entryName.toLowerCase());
    return { ...part, entryName };
  });
}

function safePath(name: string): string {
  const segments = name.replace(/[\u0000-\u001f\u007f<>:"|?*]/g, '_').split(/[\\/]+/).filter((segment) => segment !== '' && segment !== '.' && segment !== '..');
  return segments.map((segment) => segment.slice(0, 200)).join('/') || 'unnamed';
}
