import { foldText } from './fold-text.ts';
import { nameKeys, nameQueryKeys } from './name.ts';
import type { NameInput } from './name-reading.ts';
import { splitName } from './split-name.ts';

/** Whether a name is the one that a term asks for. */
const isNamed = (name: NameInput, asked: ReadonlySet<string>): boolean => nameKeys(name).some((key) => asked.has(key));

/**
 * Rectifies a record's name (GDPR Art. 16): where `existing` is the record's name, the name becomes `updated`; returns
 * the new parts, those not concerned unchanged. A whole name or a single part (given or family) that equals `existing`
 * is replaced as it is; otherwise see splitName. The middle name stays unless `existing` has it. Undefined when
 * `existing` is not the record's name or when either name is empty.
 */
export function replaceName(current: NameInput, existing: string, updated: string): NameInput | undefined {
  const asked = new Set(nameQueryKeys(existing));
  const name = updated.trim();
  if (asked.size === 0 || foldText(name) === '') return undefined;
  const whole = isNamed({ whole: current.whole }, asked) ? { whole: name } : undefined;
  const parts = replaceParts({ ...current, whole: null }, asked, name);
  return whole || parts ? { ...current, ...whole, ...parts } : undefined;
}

function replaceParts(current: NameInput, asked: ReadonlySet<string>, updated: string): NameInput | undefined {
  if (isNamed({ whole: current.given }, asked)) return { given: updated };
  if (isNamed({ whole: current.family }, asked)) return { family: updated };
  if (isNamed({ ...current, middle: null }, asked)) {
    const { given, family } = splitName(updated, { ...current, middle: null });
    return { given, family };
  }
  return isNamed(current, asked) ? splitName(updated, current) : undefined;
}
