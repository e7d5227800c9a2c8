import type { Spelling } from './spellings.ts';

const HASH_BITS = 18;

/**
 * Finds thousands of patterns in one pass: four bytes at each place tell which patterns may begin there, most often
 * none.
 */
export class PatternIndex {
  private readonly mayBegin = new Uint8Array(1 << HASH_BITS);
  private readonly byBeginning = new Map<number, Spelling[]>();
  readonly longest: number;

  constructor(patterns: readonly Spelling[]) {
    for (const pattern of patterns) {
      const beginning = pattern.bytes.readUInt32BE(0);
      this.mayBegin[hash(beginning)] = 1;
      this.byBeginning.set(beginning, [...(this.byBeginning.get(beginning) ?? []), pattern]);
    }
    this.longest = Math.max(0, ...patterns.map(({ bytes }) => bytes.length));
  }

  /** Where each pattern stands in bytes whose ASCII letters are lower-case. */
  *find(folded: Buffer): Generator<{ at: number; pattern: Spelling }> {
    let window = 0;
    for (let end = 0; end < folded.length; end++) {
      window = ((window << 8) | folded[end]!) >>> 0;
      if (end < 3 || this.mayBegin[hash(window)] === 0) continue;
      for (const pattern of this.byBeginning.get(window) ?? []) {
        const at = end - 3;
        if (
          folded.compare(
            pattern.bytes,
            0,
            pattern.bytes.length,
            at,
            Math.min(at + pattern.bytes.length, folded.length),
          ) === 0
        )
          yield { at, pattern };
      }
    }
  }
}

/** Looked up once: a global is slow to reach from within a test's sandbox, and this is asked of every byte. */
const { imul } = Math;
const hash = (four: number): number => imul(four, 0x9e3779b1) >>> (32 - HASH_BITS);
