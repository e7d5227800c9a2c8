/** What each command runs, in this order. */
export const PARTS_OF = {
  test: ['lint', 'unit', 'system'],
  lint: ['lint'],
  input: ['input'],
  faults: ['faults'],
  people: ['people'],
  cost: ['cost'],
  deployment: ['deployment'],
  ci: ['lint', 'unit', 'system', 'people', 'cost', 'input', 'faults'],
} as const satisfies Record<string, readonly string[]>;

export type Command = keyof typeof PARTS_OF;
export type PartName = (typeof PARTS_OF)[Command][number];
