const LOOK_MS = 25;

/**
 * Looks until something has come true. What throws has not, yet. The usual bound is a little below that of a test, which
 * would not tell what was waited for.
 * @param what for the error: `a second claim`
 * @param state for the error: what is there instead
 */
export async function until(
  what: string,
  reached: () => boolean | Promise<boolean>,
  { seconds = 25, state }: { seconds?: number; state?: () => unknown } = {},
): Promise<void> {
  const end = performance.now() + seconds * 1_000;
  for (;;) {
    const [isReached, cause] = await look(reached);
    if (isReached) return;
    if (performance.now() > end) {
      const instead = state === undefined ? '' : `: ${JSON.stringify(state())}`;
      throw new Error(`Waited ${seconds} s in vain for ${what}${instead}`, { cause });
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

async function look(reached: () => boolean | Promise<boolean>): Promise<[boolean, unknown?]> {
  try {
    return [await reached()];
  } catch (error) {
    return [false, error];
  }
}
