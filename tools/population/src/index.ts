export { drawPopulation } from './draw.ts';
export {
  judgeCorrected,
  judgeErased,
  judgeErasedByTerm,
  judgeFound,
  judgeFoundByTerm,
  looseIds,
  type Told,
} from './judge.ts';
export { nameOn, type Identity, type ListKind, type PlannedRecord, type Population } from './population.ts';
export type { Row, Snapshot, StoredParticipant, StoredRecord, World } from './world.ts';
