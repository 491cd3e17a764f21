import type { Visit } from '../support/browser';

jest.setTimeout(45_000);

describe('a person at the console page', () => {
  let person: Visit;
  beforeEach(async () => {
    person = await browser.visit();
  });
  afterEach(() => person.close());

  test('finds on the first visit what to do, who would ring, and where everything will be', async () => {
    await person.sees(person.call, 'No call yet');
    await person.sees(person.call, 'Press “Call the line”');
    expect(await person.call.getByRole('listitem').allInnerTexts()).toEqual([
      'Sergio 15 s',
      'Backup 20 s',
      'A message 120 s at most',
    ]);
    await person.sees(person.call, 'Twilio adds about 5 s to each');
    await person.sees(person.past, 'Every call appears here');
    await person.sees(
      person.page.getByRole('banner'),
      'Step 1: rings Sergio for 15 s (Twilio adds about 5 s).',
    );
    const rooms = person.page.getByRole('region', { name: 'Coming later' });
    expect(await rooms.getByRole('heading').allInnerTexts()).toEqual(['The record']);
    expect(await person.page.title()).toBe('QDN dispatch · console');
  });

  test('calls, answers, presses 1, talks and hangs up, and reads how it went', async () => {
    await person.calls();
    expect(await person.page.title()).toBe('☎ Ringing: Sergio · QDN dispatch');
    await person.sees(person.phone('Sergio'), '+12025550123');
    await person.sees(person.phone('Sergio'), /Is calling, stops by itself in \d+ s/);
    await person.sees(person.phone('Caller'), 'Hears ringing.');
    await person.seesBadge('live');

    await person.presses('Sergio', 'Answer');
    await person.sees(person.phone('Sergio'), 'Press 1 to accept');
    await person.presses('Sergio', 'Press 1');
    await person.seesState('Sergio', 'talking');
    await person.sees(person.phone('Caller'), 'Talking with Sergio');
    expect(await person.page.title()).toBe('In a call · QDN dispatch');
    await person.presses('Sergio', 'Hang up');

    await person.seesBadge('answered');
    await person.sees(person.phone('Sergio'), /Talked for 0:0\d, then hung up\./);
    await person.sees(person.phone('Caller'), /The line hung up after 0:\d\d\./);
    const story = await person.timeline();
    expect(story).toEqual(
      expect.arrayContaining([
        '+12025550123 calls the line',
        'Step 1: rings Sergio (nothing set, so available) for 15 s (Twilio adds about 5 s)',
        'Sergio pressed 1 → the caller is put through',
        'They have talked → nobody else is rung',
      ]),
    );
    expect(story.join()).not.toContain('POST');
    await person.call.getByRole('img', { name: /^Caller: hears the line 0:\d\d, talking 0:\d\d/ }).waitFor();
    await person.call.getByRole('img', { name: /^Sergio: rings .*, picked up .*, talking / }).waitFor();
    expect(await person.call.locator('.tick').first().innerText()).toBe('0:00');
    expect(await person.phone('Backup').innerText()).toContain('Quiet.');
  });

  test('lets everybody decline, and the caller leaves a message', async () => {
    await person.calls();
    await person.presses('Sergio', 'Decline');
    await person.sees(person.phone('Sergio'), 'Declined.');
    await person.presses('Backup', 'Decline');
    await person.sees(person.phone('Caller'), 'Hears “Leave a message.”');
    await person.presses('Caller', 'Speak for 6 s');
    await person.sees(person.phone('Caller'), 'Recording 0:03');
    await person.presses('Caller', 'Press #');
    await person.seesBadge('message');
    await person.sees(person.call, 'Nobody is left to ring → takes a message');
    await person.sees(person.call, 'New message → alert to Sergio');
    await person.call.getByRole('img', { name: /leaves a message/ }).waitFor();
  });

  test('sends a call to Sergio’s mailbox, which presses nothing, and the backup rings', async () => {
    await person.calls();
    await person.presses('Sergio', 'Mailbox');
    await person.seesState('Sergio', 'mailbox');
    await person.presses('Sergio', 'Hang up');
    await person.seesState('Backup', 'ringing');
    await person.sees(person.phone('Sergio'), 'The mailbox picked up; nobody pressed 1.');
    await person.sees(person.call, 'The ring is over (completed): the caller was not put through');
    await person.presses('Caller', 'Hang up');
    await person.seesBadge('missed');
  });

  test('leaves a phone to ring, and reads that the caller gave up', async () => {
    await person.calls();
    await person.presses('Sergio', 'Let it ring');
    await person.sees(person.phone('Sergio'), 'Left ringing');
    await person.presses('Caller', 'Hang up');
    await person.sees(person.phone('Sergio'), 'Stopped ringing: the caller hung up.');
    await person.sees(person.phone('Caller'), /The caller hung up after 0:\d\d\./);
    await person.seesBadge('missed');
  });

  test('calls with a withheld number, and Sergio sees the line’s own', async () => {
    await person.phone('Caller').getByLabel('Calling from').selectOption('a withheld number');
    await person.calls();
    await person.sees(person.phone('Sergio'), '+15550100000');
    await person.sees(person.phone('Caller'), 'Withheld number');
    await person.call.getByRole('heading', { name: 'Withheld number' }).waitFor();
    await person.presses('Sergio', 'Answer');
    await person.sees(person.phone('Sergio'), 'from a withheld number');
    await person.presses('Caller', 'Hang up');
    await person.sees(person.phone('Sergio'), 'Picked up, then the caller hung up.');
  });

  test('switches the ring tone on, and hears 440 and 480 Hz only while a phone rings unattended', async () => {
    await person.page.evaluate(`
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function () { console.debug('tone ' + this.frequency.value); start.call(this); };
    `);
    const tones: string[] = [];
    person.page.on('console', (message) => tones.push(message.text()));
    await person.calls();
    expect(tones).toEqual([]);
    const second = person.page.waitForEvent('console', (message) => message.text() === 'tone 480');
    await person.page.getByRole('switch', { name: 'Ring tone' }).check();
    await second;
    expect(tones).toEqual(['tone 440', 'tone 480']);
    await person.presses('Caller', 'Hang up');
  });
});
