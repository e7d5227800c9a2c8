import type { FieldFormat, FoundIdentifier } from '@lethe/domain-kit';
import type { IdentifierKind } from '@lethe/matching';

/** What the campaign decided last about a column; `contactAddress` is a copy of the contact's address. */
interface MessageEvaluation {
  contactColumn?: string;
  contactAddress?: string;
  messageType?: string;
  wrapupCodeId?: string;
  timestamp?: string;
}
/** Column → evaluation. */
export type Evaluations = Record<string, MessageEvaluation>;

/** The copies of addresses in the latest evaluations of one medium: found and corrected with the address itself. */
export function evaluationsFormat(
  kinds: readonly IdentifierKind[],
  identify: (address: string) => FoundIdentifier[],
): FieldFormat<Evaluations> {
  const read = ({ contactAddress }: MessageEvaluation) => (contactAddress ? identify(contactAddress) : []);
  return {
    kinds,
    read: (evaluations) => Object.values(evaluations).flatMap(read),
    replace: (evaluations, _contact, replace) => {
      const entries = Object.entries(evaluations).map(([column, evaluation]) => {
        const replacement = read(evaluation)
          .map(replace)
          .find((one) => one !== undefined && 'text' in one);
        return [
          column,
          replacement === undefined
            ? evaluation
            : { ...evaluation, contactAddress: (replacement as { text: string }).text },
        ];
      });
      return Object.fromEntries(entries) as Evaluations;
    },
  };
}
