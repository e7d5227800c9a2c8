import { until } from '@lethe/testing';
import { query } from '../../support/databases.ts';
import { holdTable } from '../../support/held-table.ts';
import type { FaultStack } from './fault-stack.ts';

/** Tasks that a domain has and can not finish, because a table of its store is locked. */
export class HeldWork {
  private constructor(
    private readonly stack: FaultStack,
    private readonly domain: string,
    readonly release: () => Promise<void>,
  ) {}

  static async lock(stack: FaultStack, domain: string, table: string): Promise<HeldWork> {
    return new HeldWork(stack, domain, await holdTable(stack, domain, table));
  }

  /** Task → fence, once so many are under way. */
  async underWay(tasks: number): Promise<Map<string, number>> {
    await until(`${tasks} tasks under way`, async () => (await this.running()).length >= tasks, { seconds: 60 });
    return new Map((await this.running()).map(({ id, fence }) => [id, fence]));
  }

  /** Seconds from `since` until each of these tasks was sent again: until somebody has it under a higher fence. */
  async sentAgain(orphans: Map<string, number>, since: number, patienceSeconds: number): Promise<number[]> {
    const seconds = new Map<string, number>();
    await until(
      'every orphan is sent again',
      async () => {
        const tasks = await query<{ id: string; fence: number }>(
          this.stack,
          'aggregator',
          `select id, fence::int from task where domain = '${this.domain}'`,
        );
        for (const { id, fence } of tasks)
          if (!seconds.has(id) && fence > (orphans.get(id) ?? Infinity))
            seconds.set(id, (performance.now() - since) / 1_000);
        return seconds.size === orphans.size;
      },
      { seconds: patienceSeconds },
    );
    return [...seconds.values()];
  }

  private running(): Promise<{ id: string; fence: number }[]> {
    return query(
      this.stack,
      'aggregator',
      `select id, fence::int from task where domain = '${this.domain}' and state = 'running'`,
    );
  }
}
