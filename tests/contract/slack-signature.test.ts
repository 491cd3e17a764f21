import { isValidSlackRequest } from '@slack/bolt';
import { verifySlackRequest, type SlackSettings } from '../../src/http/slack-request';
import { startInProcessRuntime } from '../../simulator/runtime/in-process';
import type { Runtime } from '../../simulator/runtime/runtime';
import {
  signBody,
  signForm,
  signJson,
  signPayload,
  type SignedSlackRequest,
} from '../../simulator/slack/sign';
import {
  CORPUS,
  eventOf,
  FORM_TYPE,
  meaningOf,
  NOW,
  PUBLISHED,
  QUERY,
  SETTINGS,
  SIGNING,
} from '../fixtures/slack/requests';
import { command } from '../fixtures/slack/examples';
import { ask, FIXTURES } from '../support/gateway-bench';

let runtime: Runtime;

beforeAll(async () => {
  runtime = await startInProcessRuntime({ distDir: FIXTURES, env: {}, domainName: '127.0.0.1:3000' });
});
afterAll(() => runtime.close());

/** The event that the real runtime gives a function for this request. */
async function eventFromRuntime(
  { headers, body }: SignedSlackRequest,
  query = new URLSearchParams(QUERY).toString(),
): Promise<Record<string, unknown>> {
  const answer = await ask(runtime.origin, `/echo?${query}`, { method: 'POST', headers, body });
  return (JSON.parse(answer.body) as { event: Record<string, unknown> }).event;
}

describe('Slack’s published example', () => {
  const now = Number(PUBLISHED.timestamp) * 1000;
  const { signingSecret, signature, body } = PUBLISHED;
  const settings: SlackSettings = {
    ...SETTINGS,
    signingSecret,
    teamId: 'T1DC2JH3J',
    channelId: 'G8PSS9T3V',
  };

  it('is signed by the stand-ins’ signer as Slack signed it', () => {
    expect(signBody(body, FORM_TYPE, { signingSecret, now }).headers).toMatchObject({
      'x-slack-request-timestamp': PUBLISHED.timestamp,
      'x-slack-signature': signature,
    });
  });

  it('is verified after it went through the real runtime', async () => {
    const event = await eventFromRuntime(signBody(body, FORM_TYPE, { signingSecret, now }));
    expect(verifySlackRequest(event, settings, now)).toMatchObject({
      kind: 'verified',
      request: { kind: 'command', form: { command: '/webhook-collect', text: '', user_name: 'roadrunner' } },
    });
  });

  it('is refused with one other character', async () => {
    const other = body.replace('roadrunner', 'roadrunneR');
    const { headers } = signBody(body, FORM_TYPE, { signingSecret, now });
    const event = await eventFromRuntime({ headers, body: other });
    expect(verifySlackRequest(event, settings, now)).toEqual({ kind: 'refused', why: 'bad-signature' });
  });
});

describe.each(CORPUS)('A request of the shape $name', (one) => {
  const signed = signBody(one.body, one.type, SIGNING);

  it('is verified after it went through the real runtime, and means what Slack signed', async () => {
    const verified = verifySlackRequest(await eventFromRuntime(signed), SETTINGS, NOW);
    expect(verified).toEqual({ kind: 'verified', by: 'signature', request: meaningOf(one) });
  });

  it('reaches a function as the tests have it', async () => {
    const { request: _request, ...fields } = await eventFromRuntime(signed);
    const { request: _assumed, ...assumed } = eventOf(signed);
    expect(JSON.stringify(fields)).toBe(JSON.stringify(assumed));
  });
});

describe('A sender who knows the key but not the secret', () => {
  const guess = signForm(command, { ...SIGNING, signingSecret: 'a-guess' });

  it('gets in neither with headers in the query', async () => {
    const query = new URLSearchParams(QUERY);
    for (const [name, value] of Object.entries(guess.headers)) query.set(`request[headers][${name}]`, value);
    const event = await eventFromRuntime(
      { headers: { 'content-type': FORM_TYPE }, body: guess.body },
      query.toString(),
    );
    expect(event['request']).toEqual({ headers: guess.headers });
    expect(verifySlackRequest(event, SETTINGS, NOW)).toEqual({ kind: 'refused', why: 'bad-signature' });
  });

  it('nor with headers in the body', async () => {
    const request = { headers: guess.headers };
    const body = JSON.stringify({ ...command, request });
    const event = await eventFromRuntime({ headers: { 'content-type': 'application/json' }, body });
    expect(event['request']).toEqual(request);
    expect(verifySlackRequest(event, SETTINGS, NOW)).toEqual({ kind: 'refused', why: 'bad-signature' });
  });
});

describe('Slack’s own verifier', () => {
  function boltAccepts({ headers, body }: SignedSlackRequest, secret = SETTINGS.signingSecret): boolean {
    return isValidSlackRequest({
      signingSecret: secret,
      body,
      headers: {
        'x-slack-signature': headers['x-slack-signature']!,
        'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']),
      },
      nowMilliseconds: NOW,
    });
  }

  it.each([
    ['events', signJson({ type: 'event_callback', text: 'a/é🚚' }, SIGNING)],
    ['commands', signForm({ command: '/dispatch', text: '~ é' }, SIGNING)],
    ['buttons', signPayload({ type: 'block_actions', text: 'a/é🚚' }, SIGNING)],
  ])('accepts the %s that the stand-ins sign', (_what, signed) => {
    expect(boltAccepts(signed)).toBe(true);
    expect(boltAccepts({ ...signed, body: `${signed.body} ` })).toBe(false);
    expect(boltAccepts(signed, 'another-secret')).toBe(false);
  });
});
