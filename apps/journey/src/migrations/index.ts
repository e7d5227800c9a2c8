import { Journey1795968496182 } from './1795968496182-journey.ts';

export const migrations = [Journey1795968496182];
