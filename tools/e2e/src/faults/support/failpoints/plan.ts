import type { Failpoint } from '@lethe/platform/failpoints';
import { brokenArchive, copy, expiry, hopelessArchive, slowArchive } from './archives.ts';
import { putFile, refusedFile, repeatedFile } from './files.ts';
import { overdue, slowErasure } from './held.ts';
import { oldCall, oldKey, reading, search } from './reading.ts';
import { correction, erasure, erasureOfFiles, mergeSet, retry } from './requests.ts';
import { patience, type Workload } from './workload.ts';

/**
 * The smallest workload that leads to what a failpoint's name begins with; one that is missing here is looked for with
 * all of `COMMON`.
 */
const LEADS_TO: Readonly<Record<string, Workload>> = {
  createRequest: mergeSet,
  resolve: mergeSet,
  claimTasks: correction,
  recordResults: correction,
  locate: correction,
  rectify: correction,
  settleWork: erasure,
  erase: erasure,
  retryTask: retry,
  progress: slowErasure,
  extendLeases: slowErasure,
  flagOverdue: overdue,
  export: copy,
  writePart: copy,
  copyFile: copy,
  claimArchive: copy,
  writeArchive: copy,
  completeArchive: copy,
  claimRemovals: copy,
  removeObjects: copy,
  forgetRemovals: copy,
  extendArchive: slowArchive,
  failArchive: brokenArchive,
  expireArchives: expiry,
  giveUpArchive: hopelessArchive,
  removeErasedFile: erasureOfFiles,
  forgetErasedFiles: erasureOfFiles,
  resource: putFile,
  openFile: putFile,
  closeFile: putFile,
  writeUpload: putFile,
  removeUpload: refusedFile,
  removeDueFile: repeatedFile,
  forgetDueFiles: repeatedFile,
  searchSubjects: search,
  search,
  ping: reading,
  getRequest: reading,
  listRequests: reading,
  listTasks: reading,
  listStalled: reading,
  getInventory: reading,
  posture: reading,
  known: reading,
  openDownload: reading,
  openapi: reading,
  ensureSigningKey: oldKey,
  forgetCalls: oldCall,
  manifest: patience,
  saveManifest: patience,
};

const COMMON = [erasureOfFiles, correction, copy, putFile, search, reading, patience];

/** Work of one lane is done one after the other, as it would disturb itself; lanes are independent of each other. */
const LANES: readonly (readonly Workload[])[] = [
  [copy, slowArchive, brokenArchive, hopelessArchive, expiry],
  [erasure, erasureOfFiles, slowErasure, overdue, retry],
  [correction, mergeSet, search, oldKey],
  [putFile, refusedFile, repeatedFile],
  [reading, patience, oldCall],
];

export function workloadsOf(name: Failpoint): readonly Workload[] {
  const known = LEADS_TO[name.split('.')[0]!];
  return known === undefined ? COMMON : [known];
}

/** One failpoint of each step, in turn another of those that a step has: before and after a commit, an answer, a write. */
export function oneOfEach(names: readonly Failpoint[]): readonly Failpoint[] {
  const steps = [...Map.groupBy(names, (name) => name.split('.')[0]!).values()];
  return steps.map((step, index) => step[index % step.length]!);
}

/** All failpoints, in lanes. */
export function lanesOf(names: readonly Failpoint[]): Failpoint[][] {
  const laneOf = (name: Failpoint) => LANES.findIndex((lane) => lane.includes(workloadsOf(name)[0]!));
  return [...Map.groupBy(names, laneOf).values()];
}
