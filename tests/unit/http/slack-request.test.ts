import { refusal, verifySlackRequest } from '../../../src/http/slack-request';
import { signForm, signJson, signPayload } from '../../../simulator/slack/sign';
import {
  body,
  button,
  command,
  dialog,
  message,
  refusedFor,
  verify,
  withHeaders,
} from '../../fixtures/slack/examples';
import { eventOf, NOW, QUERY, SETTINGS, SIGNING } from '../../fixtures/slack/requests';

describe('A request that Slack signed', () => {
  it('is handed out with its meaning', () => {
    expect(verify(eventOf(signJson(body, SIGNING)))).toEqual({
      kind: 'verified',
      by: 'signature',
      request: { kind: 'events', body },
    });
    expect(verify(eventOf(signForm(command, SIGNING)))).toMatchObject({
      request: { kind: 'command', form: command },
    });
    expect(verify(eventOf(signPayload(button, SIGNING)))).toMatchObject({
      request: { kind: 'action', payload: button },
    });
  });

  it('hands out a command without a text as one with an empty text', () => {
    const { text: _text, ...rest } = command;
    expect(verify(eventOf(signForm(rest, SIGNING)))).toMatchObject({ request: { form: { text: '' } } });
  });

  it('is accepted with a charset in its content type', () => {
    const event = eventOf(signJson(body, SIGNING));
    const charset = withHeaders(event, { 'content-type': 'Application/JSON; charset=utf-8' });
    expect(verify(charset)).toMatchObject({ kind: 'verified' });
  });

  it.each([
    ['an envelope of no event', signJson({ ...body, event: null }, SIGNING)],
    ['an envelope of another type', signJson({ ...body, type: 'app_rate_limited' }, SIGNING)],
    ['a URL verification without a challenge', signJson({ type: 'url_verification', challenge: 5 }, SIGNING)],
    ['a form of nothing known', signForm({ team_id: SETTINGS.teamId }, SIGNING)],
    ['a command of nobody', signForm({ ...command, user_id: '' }, SIGNING)],
    ['a command from nowhere', signForm({ ...command, channel_id: '' }, SIGNING)],
    ['a command of no name', signForm({ ...command, command: '' }, SIGNING)],
    ['a button of nobody', signPayload({ ...button, user: {} }, SIGNING)],
    ['a button of no type', signPayload({ ...button, type: null }, SIGNING)],
    ['a payload cut short', signForm({ payload: '{"type":' }, SIGNING)],
    ['a payload of nothing', signForm({ payload: 'null' }, SIGNING)],
  ])('is refused when it is %s', (_what, request) => {
    expect(verify(eventOf(request))).toEqual(refusedFor('malformed'));
  });
});

describe('The key in the request URL', () => {
  const event = eventOf(signJson(body, SIGNING));
  it.each([
    ['wrong', { ...event, relay_key: SETTINGS.urlKey + 'x' }],
    ['absent', eventOf(signJson(body, SIGNING), {})],
    ['given twice', { ...event, relay_key: [SETTINGS.urlKey, SETTINGS.urlKey] }],
    ['empty', { ...event, relay_key: '' }],
  ])('lets nobody in when it is %s', (_how, wrong) => {
    expect(verify(wrong)).toEqual(refusedFor('bad-key'));
  });

  it('lets nobody in when none is set', () => {
    expect(verify({ ...event, relay_key: '' }, { urlKey: '' })).toEqual(refusedFor('bad-key'));
  });

  it('is not enough', () => {
    const forged = withHeaders(eventOf(signForm(command, SIGNING)), {
      'x-slack-signature': 'v0=' + '0'.repeat(64),
    });
    expect(verify(forged)).toEqual(refusedFor('bad-signature'));
  });
});

describe('The time of a request', () => {
  const event = eventOf(signForm(command, SIGNING));
  it.each([
    ['five minutes old', 300_000, { kind: 'verified' }],
    ['older', 301_000, refusedFor('stale')],
    ['five minutes ahead of our clock', -300_000, { kind: 'verified' }],
    ['further ahead', -301_000, refusedFor('stale')],
  ])('counts: one that is %s', (_age, ms, verdict) => {
    expect(verify(event, {}, NOW + ms)).toMatchObject(verdict);
  });

  it('is part of what is signed', () => {
    const later = withHeaders(event, { 'x-slack-request-timestamp': String(NOW / 1000 + 1) });
    expect(verify(later)).toEqual(refusedFor('bad-signature'));
    const padded = withHeaders(event, { 'x-slack-request-timestamp': `0${String(NOW / 1000)}` });
    expect(verify(padded)).toEqual(refusedFor('bad-signature'));
  });

  it.each(['', 'soon', '-1', '1e9', ' 1767614400', ['1767614400', '1767614400'], undefined])(
    'is refused when it reads %p',
    (timestamp) => {
      const wrong = withHeaders(event, { 'x-slack-request-timestamp': timestamp });
      expect(verify(wrong)).toEqual(refusedFor('malformed'));
    },
  );
});

describe('A signature', () => {
  const event = eventOf(signForm(command, SIGNING));
  const { 'x-slack-signature': right } = signForm(command, SIGNING).headers;

  it.each([
    ['in capitals', right?.toUpperCase()],
    ['cut short', right?.slice(0, -1)],
    ['of another version', right?.replace('v0', 'v1')],
    ['without a version', right?.slice(3)],
  ])('is refused %s', (_how, signature) => {
    expect(verify(withHeaders(event, { 'x-slack-signature': signature }))).toEqual(
      refusedFor('bad-signature'),
    );
  });

  it('is refused when it is absent or given twice', () => {
    expect(verify(withHeaders(event, { 'x-slack-signature': undefined }))).toEqual(refusedFor('malformed'));
    expect(verify(withHeaders(event, { 'x-slack-signature': [right, right] }))).toEqual(
      refusedFor('malformed'),
    );
  });

  it('made with another secret is refused', () => {
    const other = signForm(command, { ...SIGNING, signingSecret: 'another' });
    expect(verify(eventOf(other))).toEqual(refusedFor('bad-signature'));
  });

  it('lets nobody in when no secret is set', () => {
    const unsigned = eventOf(signForm(command, { ...SIGNING, signingSecret: '' }));
    expect(verify(unsigned, { signingSecret: '' })).toEqual(refusedFor('bad-signature'));
  });
});

describe('Where a request comes from', () => {
  it.each([
    ['an event of another team', signJson({ ...body, team_id: 'T0OTHER001' }, SIGNING), 'wrong-team'],
    ['an event of another app', signJson({ ...body, api_app_id: 'A0OTHER001' }, SIGNING), 'wrong-app'],
    ['a command of another team', signForm({ ...command, team_id: 'T0OTHER001' }, SIGNING), 'wrong-team'],
    ['a command of another app', signForm({ ...command, api_app_id: 'A0OTHER001' }, SIGNING), 'wrong-app'],
    [
      'a button of another team',
      signPayload({ ...button, team: { id: 'T0OTHER001' } }, SIGNING),
      'wrong-team',
    ],
    ['a button of no team', signPayload({ ...button, team: null }, SIGNING), 'wrong-team'],
    ['a button of another app', signPayload({ ...button, api_app_id: null }, SIGNING), 'wrong-app'],
    [
      'a button elsewhere',
      signPayload({ ...button, channel: { id: 'C0OTHER001' } }, SIGNING),
      'wrong-channel',
    ],
    ['a button of no channel', signPayload({ ...button, channel: null }, SIGNING), 'wrong-channel'],
    [
      'a dialog of another team',
      signPayload({ ...dialog, team: { id: 'T0OTHER001' } }, SIGNING),
      'wrong-team',
    ],
    [
      'an event elsewhere',
      signJson({ ...body, event: { ...message, channel: 'C0OTHER001' } }, SIGNING),
      'wrong-channel',
    ],
    ['an event of no channel', signJson({ ...body, event: message }, SIGNING), 'malformed'],
  ])('matters: %s is refused', (_what, request, why) => {
    expect(verify(eventOf(request))).toEqual(refusedFor(why));
  });

  it('does not matter when a request names no app, or when no app is set', () => {
    const { api_app_id: _app, ...unnamed } = body;
    expect(verify(eventOf(signJson(unnamed, SIGNING)))).toMatchObject({ kind: 'verified' });
    const { appId: _id, ...settings } = SETTINGS;
    const other = eventOf(signJson({ ...body, api_app_id: 'A0OTHER001' }, SIGNING));
    expect(verifySlackRequest(other, settings, NOW)).toMatchObject({ kind: 'verified' });
  });

  it('is left to others for commands typed in any channel, and for dialogs, which have none', () => {
    expect(verify(eventOf(signForm(command, SIGNING)))).toMatchObject({ request: { kind: 'command' } });
    expect(verify(eventOf(signPayload(dialog, SIGNING)))).toMatchObject({ request: { kind: 'action' } });
  });
});

describe('Slack’s checks of a request URL', () => {
  it('get the challenge back, when it is signed', () => {
    const challenge = { type: 'url_verification', token: 't', challenge: 'a/b' };
    const event = eventOf(signJson(challenge, SIGNING));
    expect(verify(event)).toMatchObject({ request: { kind: 'url-verification', challenge: 'a/b' } });
    expect(verify({ ...event, challenge: 'c' })).toEqual(refusedFor('bad-signature'));
  });

  it('need no signature for the certificate, and lead to nothing', () => {
    expect(verify({ ...QUERY, ssl_check: '1', ...command })).toEqual({ kind: 'ssl-check' });
    expect(verify({ ssl_check: '1', ...command })).toEqual(refusedFor('bad-key'));
  });

  it.each(['0', 'true', 1, ['1'], ''])('are nothing that %p passes for', (value) => {
    expect(verify({ ...QUERY, ssl_check: value, ...command })).toEqual(refusedFor('malformed'));
  });
});

test('a refusal tells Slack not to send the request again', () => {
  expect(refusal()).toEqual({ status: 401, headers: { 'x-slack-no-retry': '1' } });
});
