/** Words in front of an extension (libphonenumber's, and Wikipedia, "Extension (telephone)", in the languages at hand). */
const WORDS =
  'e?xt(?:ensi[oó]n|ens[aã]o|en|n)?|x|int(?:erno|erna|erne|erior)?|local|loc|anexo|anx|ramal|доб(?:авочный)?|вн(?:утр)?|вътр|дод|внутр|' +
  'kl(?:apka)?|linka|pob(?:očka)?|l\\.|wewn?|w\\.|wewnętrzny|dw|durchwahl|nst|nebenstelle|app(?:arat)?|poste|toestel|tstl?|' +
  'ankn(?:ytning)?|lok(?:al(?:nr)?)?|mell(?:[ée]k)?|εσωτ(?:ερικ[οό])?|alanumero|alanro|dahili|kućni|שלוחה|تحويلة|内線|分机|转|내선';
/** Between the word and its digits. */
const GAP = '[\\s:.=]*(?:-|(?:č|no|nr)\\.?\\s*|n[°º]\\s*)?';
const BEHIND = `(?<!\\p{L})(?:${WORDS})(?!\\p{L})`;
/** RFC 3966 ';ext=', those words, or a dial pause; behind a number, at the end. */
const EXTENSION = new RegExp(`(?:;\\s*ext=|${BEHIND}|[#~]|,,?(?=\\d{1,6}$))${GAP}(\\d{1,20})[\\s#]*(?:;.*)?$`, 'iu');
/** '(ext. 12)' is an extension, no note. */
const BRACKETED = new RegExp(`[([{]\\s*((?:${WORDS})${GAP}\\d{1,6})\\s*[)\\]}]`, 'giu');
/** '… kl. 14 / 605 …': another number behind an extension. */
const NEXT = new RegExp(`(?<=${BEHIND}[\\s:.=]{0,3}\\d{1,6})\\s*[/,&]\\s*(?=[+(]?\\d)`, 'giu');
/** Fewer digits in front are no number that could have an extension ('ext 12', '#5'). */
const FEWEST_BEFORE = 3;

export const unbracketExtension = (text: string): string => text.replace(BRACKETED, ' $1');
export const partBehindExtensions = (text: string): string[] => text.split(NEXT);

/** A piece with one number at most, and the extension at its end. */
export function takeExtension(piece: string): { before: string; extension?: string } {
  const found = EXTENSION.exec(piece);
  const before = found ? piece.slice(0, found.index) : '';
  return found && before.replace(/\D/g, '').length >= FEWEST_BEFORE
    ? { before, extension: found[1] }
    : { before: piece };
}
