import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { nameOf, ROOT } from './root.ts';

const sequencer = createRequire(import.meta.url)('@jest/test-sequencer') as typeof import('@jest/test-sequencer');

/** Seconds of the files that take long, for a clone in which no test ran yet: `npm test -- --keep-times` writes it. */
export const KEPT = join(ROOT, 'tools', 'test', 'seconds.json');

type Tests = Parameters<InstanceType<typeof sequencer.default>['sort']>[0];

/** The longest file first, so that none is left alone at the end: by its last run here, else by what is kept. */
export default class Sequencer extends sequencer.default {
  private readonly kept = existsSync(KEPT) ? (JSON.parse(readFileSync(KEPT, 'utf8')) as Record<string, number>) : {};

  override async sort(tests: Tests): Promise<Tests> {
    const milliseconds = ({ path, duration }: Tests[number]) => duration ?? 1000 * (this.kept[nameOf(path)] ?? 0);
    return [...(await super.sort(tests))].sort((a, b) => milliseconds(b) - milliseconds(a));
  }
}
