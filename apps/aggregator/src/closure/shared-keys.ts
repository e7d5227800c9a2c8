import { keyText, type IdentifierKey, type PersonName } from '@lethe/contracts';
import { compareNames, indexKind, isStrong } from '@lethe/matching';
import { distinct, nameText, type StoredSubject } from './stored-subject.ts';

export const strongKeys = (keys: readonly IdentifierKey[]): IdentifierKey[] =>
  keys.filter(({ kind, key }) => isStrong(kind, key));

/**
 * Those of `keys` that records of any domain carry under two names that are other or one edit apart, or of two people
 * (D9). Names of the subject and of its merge set are one person's, by the customer's own word.
 */
export function sharedKeys(
  keys: readonly IdentifierKey[],
  carriers: StoredSubject['carriers'] = {},
  own: readonly PersonName[] = [],
): IdentifierKey[] {
  const byKey = Map.groupBy(Object.values(carriers).flat(), indexText);
  return keys.filter((key) => {
    const carried = byKey.get(indexText(key));
    return (
      carried !== undefined &&
      hasTwoPeople(
        carried.flatMap(({ names }) => names),
        own,
      )
    );
  });
}

/** A WhatsApp id is a phone number. */
const indexText = ({ kind, key }: IdentifierKey): string => keyText({ kind: indexKind(kind), key });

function hasTwoPeople(carried: readonly PersonName[], own: readonly PersonName[]): boolean {
  const names = distinct(carried, nameText);
  const others = names.filter((name) => !own.some((mine) => compareNames(mine, name).answer === 'same'));
  if (others.some((name) => own.some((mine) => conflict(mine, name)))) return true;
  return others.some((name, i) => others.slice(i + 1).some((other) => conflict(name, other)));
}

function conflict(a: PersonName, b: PersonName): boolean {
  const compared = compareNames(a, b);
  return compared.answer === 'other' || (compared.answer === 'possible' && ['oneEdit', 'ofTwo'].includes(compared.by));
}
