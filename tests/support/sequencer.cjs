const { default: Sequencer } = require('@jest/test-sequencer');

/** Suites of more than half a minute, the longest first: begun last, one of them would leave the other cores idle. */
const LONG = [
  'stories/killed-at-once',
  'stories/killed-silently',
  'stories/faults',
  'browser/start',
  'browser/jobs',
  'stories/any-text',
  'stories/any-reply',
  'stories/any-call',
  'browser/texts',
  'unit/jobs/store-properties',
];

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const at = LONG.findIndex((name) => path.endsWith(`/tests/${name}.test.ts`));
      return at < 0 ? LONG.length : at;
    };
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
};
