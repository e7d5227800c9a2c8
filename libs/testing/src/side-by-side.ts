/**
 * Tests that mostly wait, all of them at the same time: each has what it waits for to itself. They begin after the
 * file's `beforeAll`, and know nothing of `beforeEach`.
 */
export function sideBySide(tests: Record<string, () => Promise<void>>, timeoutMs: number): void {
  const ended = new Map<string, Promise<void>>();
  beforeAll(() => {
    for (const [name, test] of Object.entries(tests)) {
      const result = test();
      // Told when its turn comes.
      result.catch(() => undefined);
      ended.set(name, result);
    }
  });
  it.each(Object.keys(tests))('%s', (name) => ended.get(name), timeoutMs);
}
