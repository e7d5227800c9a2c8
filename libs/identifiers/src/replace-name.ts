import { foldText } from './fold-text.ts';
import { nameKey, nameKeys, type NameInput } from './name.ts';
import { splitName } from './split-name.ts';

const same = (part: string | null | undefined, key: string): boolean => nameKey(part ?? '') === key;

/**
 * Rectifies a record's name (GDPR Art. 16): where `existing` is the record's name, the name becomes `updated`; returns
 * the new parts, those not concerned unchanged. A whole name or a single part (given or family) that equals `existing`
 * is replaced as it is; otherwise see splitName. The middle name stays unless `existing` has it. Undefined when
 * `existing` is not the record's name or when either name is empty.
 */
export function replaceName(current: NameInput, existing: string, updated: string): NameInput | undefined {
  const key = nameKey(existing);
  const name = updated.trim();
  if (key === undefined || foldText(name) === '') return undefined;
  const whole = same(current.whole, key) ? { whole: name } : undefined;
  const parts = replaceParts({ ...current, whole: null }, key, name);
  return whole || parts ? { ...current, ...whole, ...parts } : undefined;
}

function replaceParts(current: NameInput, key: string, updated: string): NameInput | undefined {
  if (same(current.given, key)) return { given: updated };
  if (same(current.family, key)) return { family: updated };
  const [short, long] = [nameKeys({ ...current, middle: null }), nameKeys(current)];
  if (short.includes(key)) {
    const { given, family } = splitName(updated, { ...current, middle: null });
    return { given, family };
  }
  return long.includes(key) ? splitName(updated, current) : undefined;
}
