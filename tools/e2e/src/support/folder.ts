import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder that other users may pass through: root's PostgreSQL runs as another user. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'lethe-system-'));
  chmodSync(path, 0o755);
  return path;
}
