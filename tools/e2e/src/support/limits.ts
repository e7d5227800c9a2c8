/** Limits that a test suite does not run into; a test of the limits sets its own. */
export const GENEROUS = {
  LETHE_SEARCHES_PER_MINUTE: '1000000',
  LETHE_REQUESTS_PER_MINUTE: '1000000',
  LETHE_CALLS_PER_MINUTE: '1000000',
};
