import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentOf } from './document.ts';
import { DOCS, fileOf, readMeasured, writeWhole } from './measured.ts';
import { plotsOf } from './plots.ts';

/** Makes plots and docs/performance.md of what was measured. */
export function writeReport(): void {
  const files = readMeasured();
  if (Object.keys(files).length === 0) throw new Error('Nothing was saved yet: run a measurement with --save.');
  const plots = plotsOf(files);
  for (const [name, svg] of Object.entries(plots)) writeWhole(fileOf(name, 'svg'), svg);
  writeWhole(join(DOCS, 'performance.md'), documentOf(files, Object.keys(plots), readRemarks()));
}

/** Why a bar is not met, and what it would take: nothing that can be measured. */
function readRemarks(): string {
  const file = fileOf('remarks', 'md');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
