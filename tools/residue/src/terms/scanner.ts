import { PatternIndex } from './pattern-index.ts';
import { isPartOfRandom } from './random.ts';
import type { Term } from './read-terms.ts';
import { foldAscii, spellingsOf, type Spelling } from './spellings.ts';
import { digitsOf, digitsTogether, plainly, withoutRandom } from './views.ts';

/** Bytes that are looked at in one go. */
const CHUNK_BYTES = 1024 * 1024;
/** What two of them share at least, so that nothing is cut in two. */
const SHARED_BYTES = 8 * 1024;

/** Term → how often it stands there. */
export type Hits = Map<number, number>;

/** Looks for all terms in all their spellings at once. */
export class Scanner {
  private readonly asStored: PatternIndex;
  private readonly asMeant: PatternIndex;
  private readonly asDialled: PatternIndex;
  private readonly shared: number;

  constructor(terms: readonly Term[]) {
    this.asStored = new PatternIndex(terms.flatMap(spellingsOf));
    this.asMeant = new PatternIndex(
      terms.map(({ number, text }) => pattern(number, plainly(text))).filter(({ bytes }) => bytes.length >= 4),
    );
    this.asDialled = new PatternIndex(terms.flatMap(phonePattern));
    this.shared = Math.max(SHARED_BYTES, 2 * this.asStored.longest);
  }

  async scan(source: AsyncIterable<Uint8Array>): Promise<Hits> {
    const hits: Hits = new Map();
    let waiting: Uint8Array[] = [];
    let length = 0;
    for await (const piece of source) {
      waiting.push(piece);
      length += piece.length;
      if (length < CHUNK_BYTES + this.shared) continue;
      const chunk = Buffer.concat(waiting);
      this.look(chunk, chunk.length - this.shared, hits);
      waiting = [chunk.subarray(chunk.length - this.shared)];
      length = this.shared;
    }
    this.look(Buffer.concat(waiting), Infinity, hits);
    return hits;
  }

  scanText(text: string): Hits {
    const hits: Hits = new Map();
    this.look(Buffer.from(text), Infinity, hits);
    return hits;
  }

  /**
   * Hits that begin before `owned`; those after it are met again with the next chunk. Of the views the one that shows
   * most counts.
   */
  private look(chunk: Buffer, owned: number, hits: Hits): void {
    const folded = foldAscii(chunk);
    const views = [this.stored(folded, owned), ...this.read(chunk)];
    for (const term of new Set(views.flatMap((view) => [...view.keys()]))) {
      const most = Math.max(...views.map((view) => view.get(term) ?? 0));
      hits.set(term, (hits.get(term) ?? 0) + most);
    }
  }

  private stored(folded: Buffer, owned: number): Hits {
    const hits: Hits = new Map();
    for (const {
      at,
      pattern: { term, bytes, isChancy },
    } of this.asStored.find(folded)) {
      if (at < owned && !(isChancy && isPartOfRandom(folded, at, bytes.length))) count(hits, term);
    }
    return hits;
  }

  private *read(chunk: Buffer): Generator<Hits> {
    const plain = plainly(chunk.toString('utf8'));
    const folded = Buffer.from(plain);
    yield tally(this.asMeant, folded);
    // Random tokens are taken out only where there is something to decide: it costs more than all the rest.
    if (this.asDialled.longest > 0 && tally(this.asDialled, Buffer.from(digitsTogether(plain))).size > 0)
      yield tally(this.asDialled, Buffer.from(digitsTogether(withoutRandom(plain))));
  }
}

const pattern = (term: number, text: string, isChancy = /^[\da-f-]+$/.test(text)): Spelling => ({
  term,
  bytes: Buffer.from(text),
  isChancy,
});

/** Not chancy any more: random tokens are gone from that view, and a list of numbers is no digest. */
function phonePattern({ number, text }: Term): Spelling[] {
  const digits = digitsOf(text);
  return digits === undefined ? [] : [pattern(number, digits, false)];
}

function tally(index: PatternIndex, folded: Buffer): Hits {
  const hits: Hits = new Map();
  for (const {
    at,
    pattern: { term, bytes, isChancy },
  } of index.find(folded)) {
    if (!(isChancy && isPartOfRandom(folded, at, bytes.length))) count(hits, term);
  }
  return hits;
}

const count = (hits: Hits, term: number): void => void hits.set(term, (hits.get(term) ?? 0) + 1);
