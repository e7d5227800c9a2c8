/** Calls at a steady pace, whether the former ones are answered or not. */
export interface PostResult {
  perSecond: number;
  calls: number;
  /** How many were answered by 503. */
  unavailable: number;
  /** Milliseconds until the answer, of those that were taken. */
  p50: number;
  p99: number;
}
