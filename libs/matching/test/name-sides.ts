import type { NameInput } from '../src/index.ts';
import type { Sides } from './sides.ts';

export type NameSides = Sides<NameInput | string>;

export const of = (given: string, family: string, middle?: string): NameInput => ({ given, middle, family });
