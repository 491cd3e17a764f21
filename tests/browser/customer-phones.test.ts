import type { Visit } from '../support/browser';

jest.setTimeout(60_000);

const CUSTOMER = '+12025550123';
const OTHER = '+12025550145';

describe('a customer’s phone on the console', () => {
  let person: Visit;
  beforeEach(async () => {
    person = await browser.visit();
  });
  afterEach(() => person.close());

  test('texts the line, from the caller’s number by default, and from any other', async () => {
    await person.sees(person.customers, 'No texts yet.');
    expect(await person.customers.getByLabel('Texting from').inputValue()).toBe(CUSTOMER);
    await person.writes('Text to the line', 'Hello');
    await person.sees(person.bubble('Hello'), /\d\d:\d\d · sent/);

    await person.customers.getByLabel('Texting from').fill(OTHER);
    await person.sees(person.customers, 'No texts yet.');
    await person.writes('Text to the line', 'Good morning');
    await person.bubble('Good morning').waitFor();
    expect(await person.bubble('Hello').count()).toBe(0);
    const numbers = person.customers.getByRole('list', { name: 'Phones with texts' });
    await numbers.getByRole('button', { name: CUSTOMER }).click();
    await person.bubble('Hello').waitFor();
    await numbers.locator('[aria-current]', { hasText: CUSTOMER }).waitFor();
  });

  test('sends a picture, with words or without', async () => {
    await person.customers.getByLabel('Text to the line: attach a picture').selectOption('fridge');
    await person.customers.getByRole('button', { name: 'Send' }).click();
    await person.bubble('').getByRole('img', { name: 'A picture' }).first().waitFor();
    await person.page.waitForFunction('[...document.images].every((image) => image.naturalWidth > 0)');
    const [text] = person.world.texts.messages.filter(({ direction }) => direction === 'inbound');
    expect(text).toMatchObject({ body: '', media: [{ contentType: 'image/png' }] });
    const served = await fetch(text!.media[0]!.url);
    expect(served.headers.get('content-type')).toBe('image/png');
  });

  test('reads texts of the line with how far they have come, and why one did not arrive', async () => {
    const reach = person.customers.getByRole('group', { name: 'Texts to this phone' });
    await send(person, CUSTOMER, 'We are on our way.');
    await person.sees(person.bubble('We are on our way.'), 'delivered');
    await reach.getByRole('radio', { name: 'Switched off' }).check();
    await send(person, CUSTOMER, 'We are here.');
    await person.sees(
      person.bubble('We are here.'),
      'did not arrive. The phone was off or out of reach. (30003)',
    );
    await reach.getByRole('radio', { name: 'Filtered' }).check();
    await send(person, CUSTOMER, 'Second try.');
    await person.sees(person.bubble('Second try.'), 'The carrier filtered the text as spam. (30007)');
    await reach.getByRole('radio', { name: 'Landline' }).check();
    await send(person, CUSTOMER, 'Third try.');
    await person.sees(person.bubble('Third try.'), '(30006)');
    await reach.getByRole('radio', { name: 'Reachable' }).check();
    await send(person, CUSTOMER, 'Fourth try.');
    await person.sees(person.bubble('Fourth try.'), 'delivered');
  });

  test('gets Twilio’s own answer to STOP', async () => {
    await person.writes('Text to the line', 'STOP');
    await person.sees(person.bubble('You are unsubscribed'), 'delivered');
  });

  test('is told what is wrong with a number and with an empty text', async () => {
    person.expectError(/status of 4(00|09)/);
    const alarm = person.page.getByRole('alert');
    await person.writes('Text to the line', '');
    await person.sees(alarm, 'Type something first.');
    await person.customers.getByLabel('Texting from').fill('555');
    await person.writes('Text to the line', 'Hello');
    await person.sees(alarm, 'Type the number like this: +12025550123.');
    await person.customers.getByLabel('Texting from').fill('+15550100000');
    await person.writes('Text to the line', 'Hello');
    await person.sees(alarm, 'The line cannot text itself.');
    expect(person.world.texts.messages).toEqual([]);
  });

  test('has a dispatcher’s texts on the dispatcher’s own phone, where they can be answered', async () => {
    const sergio = person.phone('Sergio');
    await send(person, '+15550100001', 'Text from a customer. Reply 12 your text');
    await person.sees(person.bubble('Reply 12 your text', sergio), 'delivered');
    await person.writes('Text from Sergio', 'STATUS');
    await person.sees(person.bubble('STATUS', sergio), 'sent');
    expect(await person.customers.getByRole('button', { name: '+15550100001' }).count()).toBe(0);
  });
});

/** The product sends a text. */
async function send({ world }: Visit, to: string, body: string): Promise<void> {
  const account = `AC${'0'.repeat(32)}`;
  const key = Buffer.from(`SK${'0'.repeat(32)}:local-api-secret`).toString('base64');
  const reply = await fetch(`${world.vendors.origin}/2010-04-01/Accounts/${account}/Messages.json`, {
    method: 'POST',
    headers: { authorization: `Basic ${key}` },
    body: new URLSearchParams({ From: world.line, To: to, Body: body }),
  });
  expect(reply.status).toBe(201);
}
