export { drawPopulation } from './draw.ts';
export { certainReach } from './reach.ts';
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
export { Truth, type Row, type Snapshot, type StoredParticipant, type StoredRecord, type World } from './world.ts';
