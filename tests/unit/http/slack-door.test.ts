import type { FullApp } from '../../../src/full-app';
import { atTheDoor } from '../../../src/http/slack-door';
import { signJson } from '../../../simulator/slack/sign';
import { eventOf, NOW, QUERY, recorded, SETTINGS, SIGNING } from '../../fixtures/slack/requests';

const DONE = { reply: { kind: 'done' }, events: [], subject: 'slack' } as const;

/** Somebody knocks; returns the answer, whom the route got to see, and what was logged. */
async function knock(event: Readonly<Record<string, unknown>>) {
  const [seen, logged]: [string[], unknown[]] = [[], []];
  const clock = { now: () => NOW, after: () => () => undefined };
  const app = { slackOrigin: SETTINGS, clock, log: (line: object) => void logged.push(line) };
  const { reply } = await atTheDoor(app as unknown as FullApp, event, (_app, { kind }) => {
    seen.push(kind);
    return Promise.resolve(DONE);
  });
  return { reply, seen, logged };
}

const signed = eventOf(recorded('event-link.json'));
const ALRIGHT = { kind: 'empty', status: 200 };
const REFUSED = { kind: 'empty', status: 401, headers: { 'x-slack-no-retry': '1' } };

test('lets in what Slack has signed', async () => {
  expect(await knock(signed)).toEqual({ reply: DONE.reply, seen: ['in'], logged: [] });
});

test.each([
  ['the wrong key', { ...signed, relay_key: 'guessed' }, 'bad-key'],
  ['no proof', { ...QUERY, type: 'event_callback' }, 'malformed'],
])('refuses %s, and says why in the log only', async (_name, event, why) => {
  const { reply, seen, logged } = await knock(event);
  expect([reply, seen]).toEqual([REFUSED, []]);
  expect(logged).toEqual([{ level: 'info', at: new Date(NOW).toISOString(), type: 'slack.refused', why }]);
});

test('another channel’s event is no error and none of our business', async () => {
  const { teamId: team_id } = SETTINGS;
  const event = { type: 'message', channel: 'C0ELSEWHERE', ts: '1.000000' };
  const elsewhere = signJson({ type: 'event_callback', team_id, event }, SIGNING);
  expect(await knock(eventOf(elsewhere))).toEqual({ reply: ALRIGHT, seen: [], logged: [] });
});

test('answers the checks of the address and of the certificate by itself', async () => {
  const check = signJson({ type: 'url_verification', challenge: 'x' }, SIGNING);
  const challenge = { kind: 'json', status: 200, body: { challenge: 'x' } };
  expect(await knock(eventOf(check))).toEqual({ reply: challenge, seen: [], logged: [] });
  expect(await knock({ ...signed, ssl_check: '1' })).toEqual({ reply: ALRIGHT, seen: [], logged: [] });
});
