/**
 * Where a test can run. Import `describe` or `it` from here in files that need more than the API: what cannot run is
 * counted as skipped by Jest, and the reason is printed.
 */
const { LETHE_API: deployment, LETHE_STACK_FILE: stackFile } = process.env;

function unless(reason: string | undefined): Pick<typeof globalThis, 'describe' | 'it'> {
  if (reason === undefined) return { describe, it };
  process.stderr.write(`skipped: ${expect.getState().testPath?.split('/').at(-1)}: ${reason}\n`);
  return { describe: describe.skip as jest.Describe, it: it.skip as jest.It };
}

/** For tests that look at rows, files, logs or processes. */
export const lookingInside = () =>
  unless(
    deployment !== undefined && stackFile === undefined
      ? 'it looks inside, which needs LETHE_STACK_FILE beside LETHE_API'
      : undefined,
  );

/** For tests whose systems have to be of a certain size or shape from the start. */
export const onOwnStack = (reason: string) => unless(deployment === undefined ? undefined : reason);
