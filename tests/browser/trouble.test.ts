import type { Visit } from '../support/browser';

jest.setTimeout(45_000);

describe('a person who tries what can go wrong', () => {
  let person: Visit;
  afterEach(() => person.close());

  test('sets Sergio away, and reads until when he is skipped', async () => {
    person = await browser.visit();
    const sergio = person.phone('Sergio');
    await sergio.getByRole('radio', { name: 'Away', exact: true }).check();
    await person.sees(person.page.getByRole('banner'), /Sergio: away until \d\d:\d\d → skipped\. Step 2/);
    const [, until = ''] = /Until (\d\d:\d\d)/.exec(await sergio.innerText()) ?? [];
    await person.presses('Caller', 'Call the line');
    await person.seesState('Backup', 'ringing');
    expect(await person.timeline()).toContain(`Sergio: away until ${until} → skipped`);
    await person.seesState('Sergio', 'quiet');
    await person.presses('Caller', 'Hang up');

    await sergio.getByLabel('How long Sergio is away').selectOption('8 h');
    await sergio.getByText(`Until ${until}`).waitFor({ state: 'detached' });
    await person.sees(sergio, /Until \d\d:\d\d/);
    await sergio.getByRole('radio', { name: 'Available' }).check();
    await person.sees(
      person.page.getByRole('banner'),
      'Step 1: rings Sergio for 15 s (Twilio adds about 5 s).',
    );
  });

  test('takes Sync down: the phone rings all the same', async () => {
    person = await browser.visit();
    await person.faults.getByRole('radio', { name: 'Down' }).check();
    await person.sees(person.faults, 'Sync: down');
    await person.calls();
    await person.sees(person.call, 'Sergio (availability could not be read, so available)');
    await person.presses('Caller', 'Hang up');
    await person.faults.getByRole('button', { name: 'Mend Sync: down' }).click();
    await person.faults.getByRole('list', { name: 'Broken now' }).waitFor({ state: 'detached' });
  });

  test('breaks every function: the fallback document rings', async () => {
    person = await browser.visit();
    await person.faults.getByRole('radio', { name: 'Answers 500' }).check();
    await person.sees(person.faults, 'Every function: answers 500');
    await person.calls();
    await person.page.getByRole('switch', { name: 'Show webhooks and TwiML' }).check();
    await person.sees(person.call, 'GET /fallback.xml');
    await person.presses('Caller', 'Hang up');
  });

  test('breaks one function only, and mends it', async () => {
    person = await browser.visit();
    await person.faults.getByLabel('Our functions').selectOption('/voice-screen');
    await person.faults.getByRole('radio', { name: 'Unreachable' }).check();
    await person.calls();
    await person.presses('Sergio', 'Answer');
    await person.seesState('Backup', 'ringing');
    await person.presses('Caller', 'Hang up');
    await person.faults.getByRole('button', { name: 'Mend /voice-screen: unreachable' }).click();
    await person.faults.getByRole('list', { name: 'Broken now' }).waitFor({ state: 'detached' });
  });

  test('breaks Slack and the texts besides Sync, sees all that is broken, and mends it piece by piece', async () => {
    person = await browser.visit();
    const { faults, slack, texts } = person.world;
    await person.breaks('Slack', 'Slow, 3 s');
    await person.sees(person.faults, 'Slack: slow, 3 s');
    expect(slack.fault).toEqual({ kind: 'slow', ms: 3000 });
    await person.breaks('texts', 'Answers 429');
    await person.sees(person.faults, 'Texts: answers 429');
    expect(texts.fault).toEqual({ kind: 'status', status: 429 });
    await person.breaks('Sync', 'Down');
    const broken = person.faults.getByRole('list', { name: 'Broken now' });
    await person.sees(broken, 'Sync: down');
    expect(await broken.locator('span').allInnerTexts()).toEqual([
      'Sync: down',
      'Slack: slow, 3 s',
      'Texts: answers 429',
    ]);
    await broken.getByRole('button', { name: 'Mend Slack: slow, 3 s' }).click();
    await broken.getByText('Slack').waitFor({ state: 'detached' });
    expect([slack.fault.kind, faults.texts, faults.sync]).toEqual(['none', 'limited', 'down']);
    await broken.getByRole('button', { name: 'Mend Texts: answers 429' }).click();
    await broken.getByRole('button', { name: 'Mend Sync: down' }).click();
    await broken.waitFor({ state: 'detached' });
  });

  test('ticks, reads what that brought, and reads why one failed', async () => {
    person = await browser.visit();
    person.expectError(/status of 409/);
    await person.sees(person.faults, 'A tick finishes what was left undone.');
    await person.faults.getByRole('button', { name: 'Tick', exact: true }).click();
    await person.sees(person.faults, /^\d\d:\d\d: drained 0/);
    await person.faults.getByLabel('Our functions').selectOption('/tick');
    await person.faults.getByRole('radio', { name: 'Answers 500' }).check();
    await person.sees(person.faults, '/tick: answers 500');
    await person.faults.getByRole('button', { name: 'Tick', exact: true }).click();
    await person.sees(person.page.getByRole('alert'), 'The tick failed. 500');
    await person.sees(person.faults, /: failed\. 500/);
  });

  test('has it tick every minute, on a page that is opened later, too', async () => {
    person = await browser.visit();
    const toggle = person.faults.getByRole('switch', { name: 'Tick every minute' });
    expect(await toggle.isChecked()).toBe(false);
    await toggle.check();
    await person.page.reload();
    await person.phone('Caller').waitFor();
    expect(await toggle.isChecked()).toBe(true);
    await toggle.uncheck();
  });

  test('opens the webhooks and reads their parameters and the TwiML', async () => {
    person = await browser.visit();
    await person.calls();
    expect(await person.call.getByRole('group').count()).toBe(0);
    await person.page.getByRole('switch', { name: 'Show webhooks and TwiML' }).check();
    await person.call.getByText('POST /voice-cascade — a call has come in').click();
    await person.sees(person.call, 'From=+12025550123');
    await person.call
      .getByText(/^200 in \d+ ms/)
      .first()
      .click();
    await person.sees(person.call, '<Dial answerOnBridge="true" timeout="15"');
    await person.presses('Caller', 'Hang up');
  });

  test('is told why an action came too late', async () => {
    person = await browser.visit();
    person.expectError(/status of 409/);
    await person.calls();
    await person.page.route('**/_world/actions', async (route) => {
      if (route.request().postData()?.includes('phone.answer') === true)
        person.world.phone('sergio').decline();
      await route.continue();
    });
    await person.presses('Sergio', 'Answer');
    const alarm = person.page.getByRole('alert');
    await person.sees(alarm, 'The phone +15550100001 cannot be answered: it does not ring.');
    await alarm.getByRole('button', { name: 'Close' }).click();
    await alarm.waitFor({ state: 'detached' });
    await person.presses('Caller', 'Hang up');
  });

  test('sees that the connection is lost, still reads the call, and goes on when the world is back', async () => {
    person = await browser.visit();
    person.expectError(/ERR_(CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING|CONNECTION_RESET)/);
    await person.calls();
    await person.presses('Caller', 'Hang up');
    await person.seesBadge('missed');
    await person.closeWorld();
    await person.sees(person.page.getByRole('alert'), 'The local world does not answer.');
    await person.sees(person.call, '+12025550123 calls the line');
    expect(await person.page.locator('.phones').first().getAttribute('inert')).not.toBeNull();

    person.world = await browser.openWorld({ port: person.world.gateway.port });
    await person.page.getByRole('alert').waitFor({ state: 'detached' });
    await person.calls();
    await person.presses('Caller', 'Hang up');
  });

  test('comes before the world is ready, and needs no reload', async () => {
    person = await browser.visit({
      before: async (page) => {
        await page.route('**/_world/events', (route) => route.fulfill({ status: 503 }), { times: 1 });
      },
    });
    person.expectError(/status of 503/);
    await person.sees(person.call, 'No call yet');
  });
});
