import type { FieldFormat } from '@lethe/domain-kit';
import type { IdentifierKind } from '@lethe/matching';

/** Kinds of identifier that a do-not-call entry can stand for. */
const DNC_KINDS = ['PHONE', 'EMAIL'] as const satisfies IdentifierKind[];
export type DncKind = (typeof DNC_KINDS)[number];

/** A keyed hash in place of the identifier: found by it, never shown, never corrected. */
export const hashedFormat: FieldFormat<string, { kind: DncKind }> = {
  kinds: DNC_KINDS,
  read: (hash, { kind }) => [{ kind, hashed: hash }],
  replace: (hash) => hash,
};
