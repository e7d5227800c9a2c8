import { Conversations1790000000300 } from './1790000000300-conversations.ts';

export const migrations = [Conversations1790000000300];
