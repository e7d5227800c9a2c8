/** Sorts before every id: where a walk in the order of ids starts. */
export const BEFORE_ALL_IDS = '00000000-0000-0000-0000-000000000000';
