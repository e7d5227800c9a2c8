export { drawPopulation } from './draw.ts';
export { certainReach, identifiersOf, isLinked } from './reach.ts';
export {
  holds,
  judgeCorrected,
  judgeErased,
  judgeErasedByTerm,
  judgeFound,
  judgeFoundByTerm,
  looseIds,
  type Told,
} from './judge.ts';
export type { Identity, ListKind, PlannedRecord, Population } from './population.ts';
export { emailOn, messengerOn, nameOn, partsOn, phoneOn } from './writing.ts';
export { Truth, type Row, type Snapshot, type StoredParticipant, type StoredRecord, type World } from './world.ts';
