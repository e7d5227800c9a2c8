// One clear sentence for what stops an install or a build, instead of a stack trace.
const NO_SPACE = /ENOSPC|EDQUOT|no space left|disk quota exceeded/i;

export function fail(sentence) {
  console.error(`\n${sentence}`);
  process.exit(1);
}

/** The sentence for a failed command: a full disk is the one cause worth naming, the rest is in its output. */
export function explain(output, otherwise) {
  return NO_SPACE.test(output)
    ? 'The disk is full: free some space on the disk that holds this checkout, then run the command again.'
    : otherwise;
}
