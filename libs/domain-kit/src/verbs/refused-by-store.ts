import type { Reason } from '@lethe/contracts';
import { sqlStateOf } from '../sql-state.ts';

const TAKEN: Reason = {
  code: 'value.taken',
  message: 'Another record has the new value already, and only one may have it. Nothing was changed in this service.',
};
const REFUSED: Reason = {
  code: 'value.refused',
  message: 'The new value breaks a rule of this service. Nothing was changed in it.',
};
/** SQLSTATE (PostgreSQL, appendix A): the rules of a store that the new value of a correction can break. */
const RULES: Readonly<Record<string, Reason>> = {
  '23505': TAKEN,
  '23P01': TAKEN,
  '23502': REFUSED,
  '23514': REFUSED,
  '22001': REFUSED,
};

/** Why the store will never take a correction, without any value; undefined when a repetition may do. */
export function refusedByStore(error: unknown): Reason | undefined {
  const sqlState = sqlStateOf(error);
  return sqlState === undefined ? undefined : RULES[sqlState];
}
