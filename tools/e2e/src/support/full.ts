import { testSize } from '@lethe/testing';

/** A long run leaves nothing out; one of size `ci` takes samples where there are tens of thousands of combinations. */
export const FULL = testSize() !== 'ci';
