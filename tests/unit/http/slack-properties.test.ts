import fc from 'fast-check';
import { verifySlackRequest } from '../../../src/http/slack-request';
import {
  signBody,
  signForm,
  signJson,
  signPayload,
  type SignedSlackRequest,
} from '../../../simulator/slack/sign';
import {
  CORPUS,
  eventOf,
  JSON_TYPE,
  NOW,
  QUERY,
  recorded,
  SETTINGS,
  SIGNING,
} from '../../fixtures/slack/requests';

const RESERVED = ['request', 'relay_key', 'relay_body', 'ssl_check', 'payload'];
const text = fc.string({ unit: 'binary' });
const name = text.filter((one) => !RESERVED.includes(one));
const json = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' });
const object = fc.dictionary(name, json, { maxKeys: 5 });

function verify(event: Readonly<Record<string, unknown>>) {
  return verifySlackRequest(event, SETTINGS, NOW);
}

/** Own keys in their order, `__proto__` included, which a matcher would not compare. */
function written(value: unknown): string {
  return JSON.stringify(value);
}

const event = fc.record({ around: object, within: object }).map(({ around, within }) => ({
  ...around,
  type: 'event_callback',
  team_id: SETTINGS.teamId,
  api_app_id: SETTINGS.appId,
  event: { ...within, type: 'message', channel: SETTINGS.channelId },
}));
const command = fc.dictionary(name, text, { maxKeys: 8 }).map((fields) => ({
  ...fields,
  team_id: SETTINGS.teamId,
  api_app_id: SETTINGS.appId!,
  channel_id: 'C0OTHER001',
  user_id: 'U0SERGIO01',
  command: '/dispatch',
  text: fields['text'] ?? '',
}));
const action = object.map((fields) => ({
  ...fields,
  type: 'block_actions',
  team: { id: SETTINGS.teamId },
  api_app_id: SETTINGS.appId,
  user: { id: 'U0SERGIO01' },
  channel: { id: SETTINGS.channelId },
}));

test('any event that Slack signs is verified, and acted on as it was signed', () => {
  fc.assert(
    fc.property(event, (body) => {
      const request = { kind: 'events', body };
      expect(written(verify(eventOf(signJson(body, SIGNING))))).toBe(
        written({ kind: 'verified', by: 'signature', request }),
      );
    }),
  );
});

test('any event is verified when slashes or characters are left as they are', () => {
  fc.assert(
    fc.property(event, fc.boolean(), (body, slashes) => {
      const plain = JSON.stringify(body);
      const signed = signBody(slashes ? plain.replaceAll('/', '\\/') : plain, JSON_TYPE, SIGNING);
      expect(verify(eventOf(signed))).toMatchObject({ kind: 'verified' });
    }),
  );
});

test('any command that Slack signs is verified, and acted on as it was signed', () => {
  fc.assert(
    fc.property(command, (form) => {
      const verified = verify(eventOf(signForm(form, SIGNING)));
      expect(verified).toMatchObject({ kind: 'verified', request: { kind: 'command' } });
      expect(verified).toHaveProperty('request.form', form);
    }),
  );
});

test('any button that Slack signs is verified, and acted on as it was signed', () => {
  fc.assert(
    fc.property(action, (payload) => {
      const request = { kind: 'action', payload };
      expect(written(verify(eventOf(signPayload(payload, SIGNING))))).toBe(
        written({ kind: 'verified', by: 'signature', request }),
      );
    }),
  );
});

const anyRequest = fc.constantFrom(...CORPUS.map((one) => one.name));
const anyChar = fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code));

/** The text with one character of it replaced by another. */
function oneCharChanged(original: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat(original.length - 1), anyChar)
    .filter(([at, char]) => original[at] !== char)
    .map(([at, char]) => original.slice(0, at) + char + original.slice(at + 1));
}

/** What the runtime makes of it, or null when its parser refuses the body. */
function eventOrNull(request: SignedSlackRequest): ReturnType<typeof eventOf> | null {
  try {
    return eventOf(request);
  } catch {
    return null;
  }
}

test('one other character in the key, the signature or the timestamp is refused', () => {
  fc.assert(
    fc.property(
      anyRequest,
      oneCharChanged(SETTINGS.urlKey),
      fc.constantFrom('x-slack-signature', 'x-slack-request-timestamp'),
      fc.gen(),
      (which, key, header, gen) => {
        const genuine = recorded(which);
        expect(verify(eventOf(genuine, { relay_key: key }))).toEqual({ kind: 'refused', why: 'bad-key' });
        const changed = gen(oneCharChanged, genuine.headers[header]!);
        const forged = { ...genuine, headers: { ...genuine.headers, [header]: changed } };
        expect(verify(eventOf(forged)).kind).toMatch(/^(refused|signature-missed)$/);
      },
    ),
  );
});

test('one other character in the body is refused, unless the body still says what Slack signed', () => {
  fc.assert(
    fc.property(anyRequest, fc.gen(), (which, gen) => {
      const genuine = recorded(which);
      const genuineEvent = eventOf(genuine);
      const changed = eventOrNull({ ...genuine, body: gen(oneCharChanged, genuine.body) });
      fc.pre(changed !== null);
      const verified = verify(changed);
      if (written(changed) === written(genuineEvent)) expect(verified).toEqual(verify(genuineEvent));
      else expect(verified.kind).toMatch(/^(refused|signature-missed)$/);
    }),
    { numRuns: 500 },
  );
});

test('one other character in a raw body that is passed on is refused, whatever it says', () => {
  fc.assert(
    fc.property(anyRequest, fc.gen(), (which, gen) => {
      const { headers, body } = recorded(which);
      const request = { headers, cookies: {} };
      const relay_body = gen(oneCharChanged, Buffer.from(body).toString('base64'));
      expect(verify({ request, ...QUERY, relay_body }).kind).toMatch(/^(refused|signature-missed)$/);
    }),
  );
});

test('whatever an event holds, nothing is thrown and nobody without the secret is let in', () => {
  const { headers } = signBody('', JSON_TYPE, { ...SIGNING, signingSecret: 'a-guess' });
  const request = fc.oneof(json, fc.constant({ headers }));
  fc.assert(
    fc.property(fc.dictionary(text, json), request, fc.boolean(), (fields, value, hasKey) => {
      const verified = verify({ ...(hasKey && QUERY), request: value, ...fields });
      expect(verified.kind).not.toBe('verified');
    }),
  );
});
