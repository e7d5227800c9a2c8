/** What one piece of work costs when more is stored. */
export interface Size {
  /** Of what grows. */
  count: number;
  /** Milliseconds, one at a time. */
  p50: number;
  /** Milliseconds of CPU in all processes. */
  cpu: number;
}

export interface GrowthResult {
  /** GDPR_DELETE of a merge set after so many earlier requests. */
  deletes: Size[];
  /** A subject search among so many contacts. */
  searches: Size[];
}
