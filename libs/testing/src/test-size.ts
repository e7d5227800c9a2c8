const SIZES = ['ci', 'full', 'release'] as const;

/**
 * How much a test that searches for trouble tries (`LETHE_TEST_SIZE`). `ci`, unless told otherwise: a sample that fits
 * into every run. `full`: nothing is left out where that takes minutes. `release`: what a release is to stand, hours.
 */
export type TestSize = (typeof SIZES)[number];

/** What is tried at the size of this run. */
export const bySize = <T>(of: Readonly<Record<TestSize, T>>): T => of[testSize()];

/** @throws Error when the variable has another value */
export function testSize(): TestSize {
  const given = process.env['LETHE_TEST_SIZE'] ?? 'ci';
  const size = SIZES.find((one) => one === given);
  if (size === undefined) throw new Error(`LETHE_TEST_SIZE=${given}: choose one of ${SIZES.join(', ')}.`);
  return size;
}
