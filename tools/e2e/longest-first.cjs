const Sequencer = require('@jest/test-sequencer').default;

/** What takes longest begins first, or one core would wait for it in the end. */
const LONGEST = [
  'residue',
  'graceful-stop',
  'identities',
  'upgrade',
  'residue-planted',
  'naughty-strings',
  'generated',
  'slow-clients',
  'rogue-domain',
  'poison',
];

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const found = LONGEST.findIndex((name) => path.endsWith(`/${name}.e2e.spec.ts`));
      return found === -1 ? LONGEST.length : found;
    };
    return [...tests].sort((one, other) => rank(one) - rank(other));
  }
};
