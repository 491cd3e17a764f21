import { passMinutes } from '../support/faults/timer';
import { doubledIn, messagesIn } from '../support/faults/evidence';
import { CUSTOMER, type Line } from '../support/stories';

/** A Sync that takes this long for every request works, only slowly: each may take 800 ms (ms). */
const SLOW_MS = 450;

/** Opens a line whose Sync is slow from the beginning. A route may run out of time; what it began is finished by a repeat. */
async function openSlow(): Promise<Line> {
  const line = await stories.open({
    routing: { crew: [{ id: 'crew-7', name: 'Crew 7', phone: '+15550100107' }] },
  });
  line.breakSync({ kind: 'slow', ms: SLOW_MS });
  line.expectFault(/^(deadline|11200|slack_event) /);
  return line;
}

const wordsIn = (line: Line): string =>
  messagesIn(line)
    .map(({ text }) => text)
    .join('\n');

describe('Sync takes 450 ms for each request, which is no fault', () => {
  test('a call that Sergio accepts is an answered call', async () => {
    const line = await openSlow();
    const call = await line.call();
    await line.pass(3);
    await line.answers('sergio');
    await line.pass(3);
    await line.presses('sergio', '1');
    await line.pass(20);
    await line.callerHangsUp(call);
    await passMinutes(line, 2);
    expect(line.ringCounts()).toEqual({ sergio: 1 });
    expect(wordsIn(line)).not.toContain('Missed call');
    expect(doubledIn(line)).toEqual([]);
    await line.close();
  });

  test('a missed call is told once, in Slack, to Sergio and to the caller', async () => {
    const line = await openSlow();
    const call = await line.call();
    await line.pass(38);
    await line.callerHangsUp(call);
    await passMinutes(line, 2);
    expect(wordsIn(line)).toContain('Missed call');
    expect(line.sentTo(CUSTOMER)).toHaveLength(1);
    expect(line.sentTo('+15550100001').filter((body) => body.includes('missed call'))).toHaveLength(1);
    await line.close();
  });

  test('texts stand in the thread, and an answer gets to the phone with its mark', async () => {
    const line = await openSlow();
    await line.texts('My gate is stuck');
    await line.pass(12);
    await line.texts('And it squeaks');
    await line.pass(12);
    await line.replies('sergio', 'We are on the way');
    await line.pass(12);
    // A webhook that ran out of time is taken up by a tick, once Slack can no longer act on its own.
    await passMinutes(line, 5);
    for (const words of ['My gate is stuck', 'And it squeaks']) {
      expect(wordsIn(line)).toContain(words);
    }
    expect(line.sentTo(CUSTOMER).filter((body) => body === 'We are on the way')).toHaveLength(1);
    expect(wordsIn(line)).not.toContain('Not sent');
    expect(doubledIn(line)).toEqual([]);
    await line.close();
  });

  test('somebody who is away by text does not ring', async () => {
    const line = await openSlow();
    line.textPhone('sergio').text('AWAY 2H');
    await line.pass(20);
    const call = await line.call();
    await line.pass(5);
    expect(line.ringCounts()['sergio'] ?? 0).toBe(0);
    await line.callerHangsUp(call);
    await passMinutes(line, 2);
    await line.close();
  });
});
