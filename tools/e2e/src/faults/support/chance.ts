import { randomInt } from 'node:crypto';

/** Chance that can be repeated: the seed is printed, and `LETHE_FAULTS_SEED` sets it. */
export class Chance {
  readonly seed = Number(process.env['LETHE_FAULTS_SEED'] ?? randomInt(2 ** 31));
  private state = this.seed;

  /** An integer, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, key: this.next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item);
  }

  /** mulberry32, below 1. */
  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }
}
