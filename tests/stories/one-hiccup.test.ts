import { doubledIn, isMarkedUnclear, lostInSlack } from '../support/faults/evidence';
import { loseOne, type Hiccup } from '../support/faults/hiccups';
import { openThread } from '../support/faults/kill-acts';
import { passMinutes } from '../support/faults/timer';
import { PEOPLE } from '../support/routing';

const WORDS = 'My gate is stuck';

/** Every request is tried with `FAULT_RUNS`; a run in between looks at every fifth of them, from the first on and from the third. */
const STEP = process.env['FAULT_RUNS'] === undefined ? 5 : 1;

/** A text comes while Slack is down for a while; request number `at` of all that follow goes wrong. Null when there are fewer. */
async function play(at: number, hiccup: Hiccup): Promise<readonly string[] | null> {
  const line = await stories.open();
  line.expectFault(/./);
  await openThread(line);
  line.breakSlack({ kind: 'down' });
  const struck = loseOne(line, at, hiccup);
  await line.texts(WORDS);
  await passMinutes(line, 2);
  line.breakSlack({ kind: 'none' });
  await passMinutes(line, 2);
  const { hasStruck } = struck;
  if (hasStruck) await passMinutes(line, 8);
  // Whatever a person is asked has an answer in Slack itself, which is up.
  const asked = isMarkedUnclear(line) ? ['a person was asked'] : [];
  // An alert of which Twilio confirms nothing also goes into the webhook's answer: to be told twice is better than not at all.
  const doubled = doubledIn(line).filter((what) => !what.includes(`sent to ${PEOPLE.sergio}`));
  const problems = [...lostInSlack(line, WORDS), ...doubled, ...asked];
  await line.close();
  return hasStruck ? problems : null;
}

test.each<readonly [Hiccup, number]>([
  ['silence', 1],
  ['lost-answer', STEP === 1 ? 1 : 3],
])(
  'a text while Slack is down, and any one request meets %s: it stands in Slack once, and nobody has to ask',
  async (hiccup, first) => {
    const wrong: string[] = [];
    let at = first;
    for (; ; at += STEP) {
      const problems = await play(at, hiccup);
      if (problems === null) break;
      wrong.push(...problems.map((problem) => `request ${at}: ${problem}`));
    }
    expect(at).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  },
  600_000,
);
