/** What should be gone or replaced is there, seen from another transaction. */
export class VerificationFailed extends Error {
  override readonly name = 'VerificationFailed';
  constructor(left: number, what = 'records are left', verb = 'erasure') {
    super(`${left} ${what} after the ${verb}`);
  }
}
