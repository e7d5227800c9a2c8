import { Outbound1790000000200 } from './1790000000200-outbound.ts';

export const migrations = [Outbound1790000000200];
