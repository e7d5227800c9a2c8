import { ImportError } from '../import-error.ts';

/**
 * Works on all items in their order, `atATime` of them at once, until an ImportError stops everything: that is
 * returned.
 */
export async function workThrough<T>(
  items: readonly T[],
  atATime: number,
  work: (item: T) => Promise<void>,
): Promise<ImportError | undefined> {
  let stopped: ImportError | undefined;
  let next = 0;
  const worker = async () => {
    while (next < items.length && stopped === undefined) {
      await work(items[next++]!).catch((error: unknown) => {
        if (!(error instanceof ImportError)) throw error;
        stopped ??= error;
      });
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return stopped;
}
