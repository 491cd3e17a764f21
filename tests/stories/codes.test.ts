import { PEOPLE } from '../support/routing';
import { CUSTOMER, type Line } from '../support/stories';

const CREW_7 = '+15550100107';
const DAY_SECONDS = 24 * 3600;

/** A customer's text has gone to Sergio with a code, and Slack is back; returns the code. */
async function told(line: Line): Promise<string> {
  line.expectSlackTrouble();
  line.breakSlack({ kind: 'down' });
  await line.texts('Smoke!');
  await line.pass(10);
  line.breakSlack({ kind: 'none' });
  const code = /Reply (\d+) your text/.exec(line.inbox(PEOPLE.sergio).at(-1) ?? '')?.[1];
  if (code === undefined) throw new Error('Nobody was told a code.');
  return code;
}

/** Texts to the customer with these words. */
function reached(line: Line, words: string): string[] {
  return line.sentTo(CUSTOMER).filter((body) => body.includes(words));
}

test('what a crew texts that begins with a live code is talk', async () => {
  const line = await stories.open({ routing: { crew: [{ id: 'crew-7', name: 'Crew 7', phone: CREW_7 }] } });
  const code = await told(line);
  await line.texts(`${code} bags of mulch are left at the yard`, CREW_7);
  await line.pass(5);
  expect(reached(line, 'mulch')).toEqual([]);
  expect(line.sentTo(CREW_7)).toEqual([]);
  expect(line.thread('(team) Crew 7')).toEqual([`${code} bags of mulch are left at the yard`]);
  await line.close();
});

test('a dispatcher who was not told the code answers nobody by it, and hears so', async () => {
  const line = await stories.open();
  const code = await told(line);
  await line.texts(`${code} minutes late, traffic`, PEOPLE.backup);
  await line.pass(5);
  expect(reached(line, 'traffic')).toEqual([]);
  expect(line.inbox(PEOPLE.backup).at(-1)).toContain(`Not sent: no customer has the code ${code}`);
  expect(line.thread('(team) Backup')).toEqual([`${code} minutes late, traffic`]);
  await line.close();
});

test('a second text of the customer’s tells the same code to who is on duty then', async () => {
  const line = await stories.open();
  const code = await told(line);
  line.away('sergio');
  line.breakSlack({ kind: 'down' });
  await line.texts('Hello?');
  await line.pass(10);
  line.breakSlack({ kind: 'none' });
  expect(line.inbox(PEOPLE.backup).at(-1)).toContain(`Reply ${code} your text`);
  await line.texts(`${code} On my way`, PEOPLE.backup);
  await line.texts(`${code} Me too`, PEOPLE.sergio);
  await line.pass(5);
  expect(line.inbox(CUSTOMER)).toEqual(expect.arrayContaining(['On my way', 'Me too']));
  await line.close();
});

test('an answer to a code that has ended goes to nobody, and the sender hears why', async () => {
  const line = await stories.open();
  const code = await told(line);
  await line.pass(2 * DAY_SECONDS);
  await line.texts(`${code} Coming now`, PEOPLE.sergio);
  await line.pass(5);
  expect(reached(line, 'Coming')).toEqual([]);
  expect(line.inbox(PEOPLE.sergio).at(-1)).toMatch(
    new RegExp(`^Not sent: no customer has the code ${code} any more`),
  );
  await line.close();
});
