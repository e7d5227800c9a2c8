import { domainToASCII } from 'node:url';

import emailAddresses from 'email-addresses';

import { indexKey } from './index-key.ts';
import { dropInvisible } from './invisible.ts';

const INTERNATIONAL_DOMAIN = /^(?=.*[^\x00-\x7f])[\p{L}\p{M}\p{N}._-]+$/u;
const FULL_WIDTH: Readonly<Record<string, string>> = { '＠': '@', '﹫': '@', '．': '.', '。': '.', '｡': '.' };
/** The parser reads a longer text in a time that grows faster than the text. */
const LONGEST = 2000;

/** A mailbox, folded as its key is. */
interface Mailbox {
  local: string;
  domain: string;
}

/**
 * Simple case mapping (Unicode 3.13): a letter becomes one letter, so that weiß and weiss stay two mailboxes; a final
 * sigma is a sigma.
 */
const foldCaseSimply = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\P{Ll}/gu, (letter) => {
      const lower = letter.toLowerCase();
      return [...lower].length === 1 ? lower : letter;
    })
    .replaceAll('ς', 'σ')
    .normalize('NFC');

/** domainToASCII gets nothing else: it would cut 'ü/x' at the slash and read '1.2' as an IPv4 address. */
function foldDomain(domain: string): string {
  const folded = foldCaseSimply(domain.replace(/[．。｡]/g, '.')).replace(/[.!*:?]+$/, '');
  return (INTERNATIONAL_DOMAIN.test(folded) && domainToASCII(folded)) || folded;
}

/** Quotes and other signs around the whole of one address. */
const WRAPPED = /^["'“”„‘’«»‹›*_{[(]+([^\s"'“”„‘’«»‹›*{}[\]()]+@[^\s"'“”„‘’«»‹›*_{}[\]()]+)["'“”„‘’«»‹›*_}\])]+$/;

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** What people and programs put around an address that the parser does not take off. */
const unwrapped = (text: string): string =>
  dropInvisible(text)
    .replace(/[＠﹫．。｡]/g, (sign) => FULL_WIDTH[sign] ?? sign)
    .replace(/\bmailto:([^\s?<>]*)(?:\?[^\s<>]*)?/gi, (_, address: string) => decoded(address))
    .replace(/(?<![\p{L}\p{N}._%+-])e-?mail\s*:/giu, ' ')
    .trim()
    .replace(WRAPPED, '$1');

/** One address and nothing else. The parser reads it as these two halves, in a hundred times the time. */
const PLAIN = /^([\w+-]+(?:\.[\w+-]+)*)@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)$/;

function parsed(text: string): Mailbox[] {
  const [, local, domain] = PLAIN.exec(text) ?? [];
  if (local !== undefined && domain !== undefined) return [{ local, domain }];
  // A list ends its entries with ';' in Outlook; a final dot is the root of the domain.
  const list = text
    .replace(/\.(?=\s*(?:[>,;]|$))/g, '')
    .replace(/;/g, ',')
    .replace(/,\s*$/, '');
  const options = { input: list, rfc6532: true, rejectTLD: false, strict: false };
  const found = list.length > LONGEST ? null : emailAddresses(options);
  return (found?.addresses ?? []).flatMap((one) =>
    (one.type === 'mailbox' ? [one] : one.addresses).map(({ local, domain }) => ({ local, domain })),
  );
}

const ADDRESS = /[^\s<>()[\],;|]+@[^\s<>()[\],;|]+/g;

/** The parser refuses 'Novák, Jan <j@x.org>' and 'a@x.org or b@x.org' as a whole. */
const cut = (text: string): Mailbox[] =>
  (text.replace(/(?<=@[^\s/]*)\/(?=\S*@)/g, ' ').match(ADDRESS) ?? []).map((found) => {
    const at = found.lastIndexOf('@');
    return { local: found.slice(0, at), domain: found.slice(at + 1) };
  });

const DOT_ATOM = /^[^\s@"(),:;<>[\]\\]+$/;
const written = ({ local, domain }: Mailbox): string => `${DOT_ATOM.test(local) ? local : `"${local}"`}@${domain}`;

/** The mailboxes in a field, folded. Empty when there is no '@' in it. */
function mailboxesOf(value: string): Mailbox[] {
  const text = unwrapped(value);
  if (!text.includes('@')) return [];
  const found = parsed(text);
  return (found.length > 0 ? found : cut(text)).map(({ local, domain }) => ({
    local: foldCaseSimply(local),
    domain: foldDomain(domain),
  }));
}

/**
 * Keys of an e-mail field (matching.md), one for each address in it: case (simple, not folding), NFC, an international
 * domain as ASCII, without the root's dot, `mailto:`, brackets, display name and needless quotes. Dots and '+tag'
 * count. A value without '@' is keyed as typed. Stored values and queries have the same keys.
 */
export function emailKeys(value: string): string[] {
  const mailboxes = mailboxesOf(value);
  const asTyped = foldCaseSimply(unwrapped(value));
  const keys = mailboxes.length > 0 ? mailboxes.map(written) : [asTyped];
  return [...new Set(keys.filter((key) => key !== '').map(indexKey))];
}

/** The first of emailKeys. */
export const emailKey = (value: string): string | undefined => emailKeys(value)[0];

export type EmailDoubt = 'plusTag' | 'localDots';

const withoutTag = (local: string): string => local.replace(/(?<=.)\+.*$/, '');
const withoutDots = (local: string): string => local.replaceAll('.', '');

/** What two mailboxes that may be one have in common. */
const core = ({ local, domain }: Mailbox): string => indexKey(`${withoutDots(withoutTag(local))}@${domain}`);

/** Keys by which possible mailboxes are found: without tag and dots. One for each address. */
export const possibleEmailKeys = (value: string): string[] => [...new Set(mailboxesOf(value).map(core))];

/** Why two fields may hold one mailbox although no key meets; undefined when they do not. */
export function possibleEmail(stored: string, query: string): EmailDoubt | undefined {
  const asked = new Map(mailboxesOf(query).map((mailbox) => [core(mailbox), mailbox]));
  for (const one of mailboxesOf(stored)) {
    const other = asked.get(core(one));
    if (other === undefined || other.local === one.local) continue;
    return withoutTag(one.local) === withoutTag(other.local) ? 'plusTag' : 'localDots';
  }
  return undefined;
}
