import type { Readable } from 'node:stream';
import type { Part } from '@lethe/contracts';
import type { Written } from '@lethe/storage';

/** One file of an archive. `open` is called when its turn comes, so that one file at a time is read. */
export interface Entry {
  name: string;
  compress: boolean;
  open: () => Promise<Readable> | Readable;
  /** Whose records or file it is; absent for what the aggregator writes about all of them. */
  domain?: string;
  recordType?: string;
  records?: number;
  /** What its bytes are known to be: the stream then fails when they are not. Measured while it streams otherwise. */
  known?: Written;
}

export interface DomainPart extends Part {
  domain: string;
  /** Path inside the archive. */
  entryName: string;
  /** Path of the same records as a table; files have none. */
  csvName?: string;
}

/** Text shrinks to a tenth; pictures and sound are compressed already. */
const COMPRESSIBLE = /\.(json|csv|txt|html|xml|eml|md)$/i;

export const isCompressible = (name: string): boolean => COMPRESSIBLE.test(name);

/** `<domain>/<name>`, safe to unpack anywhere, and no two alike. */
export function nameParts(parts: readonly (Part & { domain: string })[]): DomainPart[] {
  const taken = new Set<string>();
  const take = (wanted: string): string => {
    let name = wanted;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = wanted.replace(/(\.[^./]*)?$/, `-${n}$1`);
    taken.add(name.toLowerCase());
    return name;
  };
  return parts.map((part) => {
    const entryName = take(`${part.domain}/${safePath(part.name)}`);
    return {
      ...part,
      entryName,
      ...(part.kind === 'records' && { csvName: take(entryName.replace(/(\.json)?$/i, '.csv')) }),
    };
  });
}

/** Names that Windows opens as devices, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

function safePath(name: string): string {
  const plain = name.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/gu, '_');
  const segments = plain.split(/[\\/]+/).map((segment) =>
    segment
      .slice(0, 200)
      .replace(/[. ]+$/, '')
      .replace(DEVICE, '_$1'),
  );
  return segments.filter((segment) => segment !== '').join('/') || 'unnamed';
}
