import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { PartResult } from './part.ts';
import { nameOf, ROOT } from './root.ts';

const sequencer = createRequire(import.meta.url)('@jest/test-sequencer') as typeof import('@jest/test-sequencer');

/** Seconds of the files that take long, for a clone in which no test ran yet: `npm test -- --keep-times` writes it. */
const KEPT = join(ROOT, 'tools', 'test', 'seconds.json');

type Tests = Parameters<InstanceType<typeof sequencer.default>['sort']>[0];

/**
 * The longest file first, so that none is left alone at the end: by its last run here, else by what is kept.
 *
 * @public Jest loads it.
 */
export default class Sequencer extends sequencer.default {
  private readonly kept = kept();

  override async sort(tests: Tests): Promise<Tests> {
    const milliseconds = ({ path, duration }: Tests[number]) => duration ?? 1000 * (this.kept[nameOf(path)] ?? 0);
    return [...(await super.sort(tests))].sort((a, b) => milliseconds(b) - milliseconds(a));
  }
}

/** The files that are worth to begin early, by a run of the tests; what did not run keeps its place. */
export function keepTimes(parts: readonly PartResult[]): void {
  const files = parts.filter(({ name }) => name !== 'lint').flatMap((part) => part.files);
  const ran = Object.fromEntries(files.map(({ file, seconds }) => [nameOf(file), Math.round(seconds)]));
  const slow = Object.entries({ ...kept(), ...ran })
    .filter(([file, seconds]) => seconds >= 5 && existsSync(join(ROOT, file)))
    .sort(([, a], [, b]) => b - a);
  writeFileSync(KEPT, `${JSON.stringify(Object.fromEntries(slow), null, 2)}\n`);
}

const kept = () => (existsSync(KEPT) ? (JSON.parse(readFileSync(KEPT, 'utf8')) as Record<string, number>) : {});
