import type { AppRoute, Handler } from '../../../src/http/endpoint';
import { installHost, type LogLine } from '../../../src/host';
import { ManualClock } from '../../../simulator/manual-clock';
import { Activity } from '../../../simulator/activity';
import { routing } from '../../support/routing';

/** What the platform offers to functions. */
class PlatformResponse {
  status = 200;
  headers: Record<string, string> = {};
  body = '';

  setStatusCode(status: number): void {
    this.status = status;
  }

  appendHeader(name: string, value: string): void {
    this.headers[name] = value;
  }

  setBody(body: string): void {
    this.body = body;
  }
}

const globals = globalThis as unknown as Record<string, unknown>;
const context = { DOMAIN_NAME: 'line.example.com' };
const logged: LogLine[] = [];
let endpoint: (route: AppRoute) => Handler;
let clock: ManualClock;

beforeAll(async () => {
  globals['__DISPATCH_CONFIG__'] = routing();
  globals['Twilio'] = { Response: PlatformResponse };
  ({ endpoint } = await import('../../../src/http/endpoint'));
});
beforeEach(() => {
  logged.length = 0;
  clock = new ManualClock(0, new Activity());
  installHost({ clock, log: (line) => void logged.push(line) });
});
afterEach(() => installHost());

const twiml = (xml: string) => ({ kind: 'twiml', xml }) as const;
const standard: AppRoute = {
  handle: () => Promise.resolve({ reply: twiml('<handled/>'), events: [], subject: 'call:CA' }),
  fallback: () => twiml('<fallback/>'),
  leg: 'caller',
  within: () => 1400,
};

function answer(route: Partial<AppRoute>): Promise<PlatformResponse> {
  return new Promise((resolve) => {
    endpoint({ ...standard, ...route })(context, {}, (_error, response) =>
      resolve(response as PlatformResponse),
    );
  });
}

test('a workflow’s TwiML is sent as text/xml', async () => {
  expect(await answer({})).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: '<handled/>',
  });
});

test('a workflow that throws is replaced by the route’s fallback, and the log says so without details', async () => {
  const reply = await answer({ handle: () => Promise.reject(new TypeError('secret +12025550123')) });
  expect(reply.body).toBe('<fallback/>');
  expect(logged).toEqual([
    expect.objectContaining({ level: 'warn', type: 'fault', code: 'unexpected', text: 'TypeError' }),
  ]);
});

test('a workflow that throws before its first await is replaced, too', async () => {
  const handle = () => {
    throw new Error('at once');
  };
  expect((await answer({ handle })).body).toBe('<fallback/>');
});

test('a workflow that never ends is replaced after 1.4 s', async () => {
  const reply = answer({ handle: () => new Promise(() => undefined) });
  await clock.advance(1399);
  expect(logged).toEqual([]);
  await clock.advance(1);
  expect((await reply).body).toBe('<fallback/>');
  expect(logged).toMatchObject([{ code: 'deadline' }]);
});

describe('when the fallback throws, too', () => {
  const broken: Partial<AppRoute> = {
    handle: () => Promise.reject(new Error('first')),
    fallback: () => {
      throw new Error('second');
    },
  };

  test('a caller gets the document that rings everybody', async () => {
    expect((await answer(broken)).body).toContain('<Dial answerOnBridge="true" sequential="true"');
  });

  test('a callee’s leg ends, so that the next one rings', async () => {
    expect((await answer({ ...broken, leg: 'callee' })).body).toContain('<Response><Hangup/></Response>');
  });

  test('a callback is asked for again', async () => {
    expect((await answer({ ...broken, leg: 'none' })).status).toBe(503);
  });

  test('a log that throws changes nothing', async () => {
    installHost({
      clock,
      log: () => {
        throw new Error('no log');
      },
    });
    expect((await answer(broken)).body).toContain('<Dial');
  });
});

test('what happened is logged with its subject', async () => {
  const event = { at: 'T', key: 'k', type: 'message.ended', seconds: 3 } as const;
  const reply = await answer({
    handle: () => Promise.resolve({ reply: { kind: 'done' }, events: [event], subject: 'call:CA' }),
  });
  expect(reply.status).toBe(204);
  expect(logged).toEqual([
    { level: 'info', at: 'T', subject: 'call:CA', type: 'message.ended', data: { seconds: 3 } },
  ]);
});
