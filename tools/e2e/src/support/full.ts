/**
 * A long run leaves nothing out (`LETHE_TEST_FULL`); every other one takes samples where there are tens of thousands of
 * combinations.
 */
export const FULL = process.env['LETHE_TEST_FULL'] !== undefined;
