import { doubledIn, isMarkedUnclear, lostInSlack } from '../support/faults/evidence';
import { loseOne, type Hiccup } from '../support/faults/hiccups';
import { openThread } from '../support/faults/kill-acts';
import { howToRepeat, stride } from '../support/faults/sample';
import { passMinutes } from '../support/faults/timer';
import { PEOPLE } from '../support/routing';

const WORDS = 'My gate is stuck';

/** One request in so many goes wrong; each of them in a deep run. */
const ONE_IN = 9;

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

test.each<Hiccup>(['silence', 'lost-answer'])(
  'a text while Slack is down, and any one request meets %s: it stands in Slack once, and nobody has to ask',
  async (hiccup) => {
    const { first, step } = stride(`one hiccup ${hiccup}`, ONE_IN);
    const wrong: string[] = [];
    let at = first;
    for (; ; at += step) {
      const problems = await play(at, hiccup);
      if (problems === null) break;
      wrong.push(...problems.map((problem) => `${howToRepeat()}, request ${at}: ${problem}`));
    }
    expect(at).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  },
  600_000,
);
