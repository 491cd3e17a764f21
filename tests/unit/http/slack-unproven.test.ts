import { signBody, signForm, signJson, signPayload } from '../../../simulator/slack/sign';
import { body, button, command, refusedFor, verify, withHeaders } from '../../fixtures/slack/examples';
import {
  eventOf,
  FORM_TYPE,
  JSON_TYPE,
  NOW,
  QUERY,
  recorded,
  SETTINGS,
  SIGNING,
} from '../../fixtures/slack/requests';

describe('A message event whose signature missed', () => {
  // Whole numbers above 2^53 do not survive the runtime's parser.
  const reply = `{"team_id":"T0RELAY001","type":"event_callback","size":90071992547409931,
    "event":{"type":"message","channel":"C0RELAY001","ts":"1767614400.000002","thread_ts":"1767610800.000001"}}`;
  const event = eventOf(signBody(reply, JSON_TYPE, SIGNING));
  const inner = event['event'] as Record<string, unknown>;

  it('names the message to fetch, and hands out nothing else', () => {
    const message = { channel: SETTINGS.channelId, ts: '1767614400.000002', threadTs: '1767610800.000001' };
    expect(verify(event)).toEqual({ kind: 'signature-missed', message });
  });

  it('has no thread outside threads', () => {
    const { thread_ts: _thread, ...outside } = inner;
    expect(verify({ ...event, event: outside })).toMatchObject({ message: { threadTs: null } });
  });

  it.each([
    ['another kind of event', { type: 'reaction_added' }],
    ['a message elsewhere', { channel: 'C0OTHER001' }],
    ['a message without a time', { ts: undefined }],
    ['a message whose time is none', { ts: '1767614400.000002&limit=9' }],
    ['a thread whose time is none', { thread_ts: { $gt: '' } }],
  ])('is refused for %s', (_what, change) => {
    expect(verify({ ...event, event: { ...inner, ...change } })).toEqual(refusedFor('bad-signature'));
  });

  it('is refused when the team is another, the key is wrong or the time is over', () => {
    expect(verify({ ...event, team_id: 'T0OTHER001' })).toEqual(refusedFor('bad-signature'));
    expect(verify({ ...event, relay_key: 'x' })).toEqual(refusedFor('bad-key'));
    expect(verify(event, {}, NOW + 301_000)).toEqual(refusedFor('stale'));
  });

  it('is refused for commands and buttons', () => {
    const forged = { 'x-slack-signature': 'v0=' + '0'.repeat(64) };
    for (const request of [signForm(command, SIGNING), signPayload(button, SIGNING)]) {
      expect(verify(withHeaders(eventOf(request), forged))).toEqual(refusedFor('bad-signature'));
    }
  });
});

describe('Headers that a sender put into the query or the body', () => {
  const genuine = signForm(command, SIGNING);
  const forged = {
    headers: { ...genuine.headers, 'x-slack-signature': 'v0=' + '0'.repeat(64) },
    cookies: {},
  };

  it('let nobody in: they prove nothing without the secret', () => {
    expect(verify({ ...QUERY, ...command, request: forged })).toEqual(refusedFor('bad-signature'));
    const fromBody = eventOf(signJson({ ...body, request: forged }, { ...SIGNING, signingSecret: 'guess' }));
    expect(verify({ ...fromBody, event: { type: 'x' } })).toEqual(refusedFor('malformed'));
    expect(verify({ ...QUERY, ...command, request: 'x' })).toEqual(refusedFor('malformed'));
    expect(verify({ ...QUERY, ...command, request: { headers: ['x'] } })).toEqual(refusedFor('malformed'));
  });

  it('carry over no signature to another body', () => {
    const request = { headers: genuine.headers, cookies: {} };
    expect(verify({ ...QUERY, ...command, request })).toMatchObject({ kind: 'verified' });
    expect(verify({ ...QUERY, ...command, text: 'away 2h', request })).toEqual(refusedFor('bad-signature'));
  });

  it('cannot pass JSON off as a form that Slack signed', () => {
    const signed = signForm({ ...command, text: 'a,b' }, SIGNING);
    const request = { headers: signed.headers, cookies: {} };
    expect(verify({ ...QUERY, ...command, text: 'a,b', request })).toMatchObject({ kind: 'verified' });
    expect(verify({ ...QUERY, ...command, text: ['a', 'b'], request })).toEqual(refusedFor('malformed'));
  });
});

describe('A raw body that a proxy passes on', () => {
  const raw = '{"b": 1.0, "1": 90071992547409931, ' + JSON.stringify(body).slice(1);
  const signed = signBody(raw, JSON_TYPE, SIGNING);

  function passedOn(text: string | Buffer, type = signed) {
    const relay_body = Buffer.from(text).toString('base64');
    return { request: { headers: type.headers, cookies: {} }, ...QUERY, relay_body };
  }

  it('is verified to the byte, also where it could not be encoded again', () => {
    expect(verify(passedOn(raw))).toMatchObject({ request: { kind: 'events', body } });
    const form = recorded('command.form');
    expect(verify(passedOn(form.body, form))).toMatchObject({ request: { kind: 'command' } });
  });

  it('is all that counts', () => {
    const event = { ...passedOn(raw), ...body, event: { type: 'message', channel: 'C0OTHER001' } };
    expect(verify(event)).toMatchObject({ request: { kind: 'events', body } });
  });

  it('is refused when it was changed', () => {
    expect(verify(passedOn(raw.replace('On our', 'Not on')))).toMatchObject({ kind: 'signature-missed' });
    const form = recorded('command.form');
    expect(verify(passedOn(`${form.body}&a=b`, form))).toEqual(refusedFor('bad-signature'));
  });

  it.each([
    ['two spellings of one body', { relay_body: `${Buffer.from(raw).toString('base64')}\n` }],
    ['bytes that are no text', { relay_body: Buffer.from([0xff, 0xfe]).toString('base64') }],
    ['no text', { relay_body: [raw] }],
    ['nothing at all', { relay_body: null }],
  ])('is refused when it is %s', (_what, change) => {
    expect(verify({ ...passedOn(raw), ...change })).toEqual(refusedFor('malformed'));
  });
});

describe('An event of another making', () => {
  it('is refused when its content type is neither JSON nor a form', () => {
    const event = eventOf(signForm(command, SIGNING));
    expect(verify(withHeaders(event, { 'content-type': 'text/plain' }))).toEqual(refusedFor('malformed'));
    expect(verify(withHeaders(event, { 'content-type': undefined }))).toEqual(refusedFor('malformed'));
  });

  it('is refused when it is nested too deeply to be encoded', () => {
    const deep = JSON.parse('['.repeat(200_000) + ']'.repeat(200_000)) as unknown;
    const { headers } = signBody('', JSON_TYPE, SIGNING);
    expect(verify({ request: { headers }, ...QUERY, deep })).toEqual(refusedFor('malformed'));
  });

  it('is refused when it is a form of half characters', () => {
    const { headers } = signBody('', FORM_TYPE, SIGNING);
    expect(verify({ request: { headers }, ...QUERY, ...command, text: '\ud800' })).toEqual(
      refusedFor('bad-signature'),
    );
  });
});
