import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder that other users may pass through: what root starts runs as other users. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'lethe-system-'));
  chmodSync(path, 0o755);
  return path;
}
