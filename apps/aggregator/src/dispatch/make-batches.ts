import type { ClaimedTask } from './claim-tasks.ts';

/**
 * One call for each domain, verb and organisation (a domain runs one transaction for each), of at most `size` tasks. A
 * task whose call was never answered goes alone: should it be what kills the domain, it stops no other.
 */
export function makeBatches(tasks: ClaimedTask[], size: number): ClaimedTask[][] {
  const groups = Map.groupBy(tasks, (task) =>
    [task.domain, task.verb, task.organisationId, task.lost > 0 ? task.id : ''].join('/'),
  );
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / size) }, (_, i) => group.slice(i * size, (i + 1) * size)),
  );
}
