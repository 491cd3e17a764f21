import { availabilityPurpose, deriveToken, TICK_PURPOSE } from '../../src/http/bearer';
import { mediaLink } from '../../src/media/token';
import { answerIn, answersOf, wrongInReply, wrongInRequest } from '../support/own-api';
import { ask, SERVICE, type Asked } from '../support/own-api-ask';
import type { Line } from '../support/stories';

const SECRET = 'local-link-secret';
const TIMER = deriveToken(SECRET, TICK_PURPOSE);
const SERGIO = deriveToken(SECRET, availabilityPurpose('sergio'));
const MEGABYTE = 1_000_000;

const crew = [
  { id: 'crew-7', name: 'Crew 7', phone: '+15550100107' },
  { id: 'crew-8', name: 'Crew 8', phone: '+15550100108' },
];

/** What is answered, in the words of `answersOf`, to what is asked. */
type Case = readonly [answer: string, asked: Asked];

/** Mistakes that the file itself can tell. */
const BAD_FORM = / (bad_request|bad_status|bad_source|not_json)$/;

/** Asks everything, and holds all that is asked and answered against the file. */
async function holds(line: Line, path: string, cases: readonly Case[]): Promise<void> {
  const given: string[] = [];
  for (const [answer, asked] of cases) {
    const mend = asked.while?.(line);
    const exchange = await ask(line, path, answer.startsWith('get') ? 'get' : 'post', asked);
    mend?.();
    expect([answerIn(exchange), wrongInReply(exchange)]).toEqual([answer, []]);
    const wrong = wrongInRequest(exchange);
    if (BAD_FORM.test(answer)) expect([answer, wrong]).not.toEqual([answer, []]);
    else expect([answer, wrong]).toEqual([answer, []]);
    given.push(answer);
  }
  expect([...new Set(given)].sort()).toEqual([...answersOf(path)].sort());
}

const s3Down = (line: Line) => broken(line, { kind: 'down' });
const s3Silent = (line: Line) => broken(line, { kind: 'silent', op: 'write' });

function broken(line: Line, fault: Parameters<Line['breakS3']>[0]): () => void {
  line.breakS3(fault);
  return () => line.breakS3({ kind: 'none' });
}

/** Somebody else has written this over the file. */
const fileIs = (text: string) => (line: Line) => {
  const { s3 } = line.world;
  const before = line.jobsFile() ?? '[]';
  s3.put('local-jobs', 'maintenance.json', text);
  return () => s3.put('local-jobs', 'maintenance.json', before);
};
const noJson = fileIs('{ "jobs": [');
const tooLarge = fileIs(`[${' '.repeat(4 * MEGABYTE)}]`);

async function opened(): Promise<Line> {
  const line = await stories.open({ routing: { crew } });
  line.expectedNumbers.add('+12025550123');
  return line;
}

const JOB = {
  id: 'gate-1',
  title: 'Gate stuck',
  customer: { name: 'Ana Lee', phone: '(202) 555-0123' },
  crewIds: ['crew-7'],
  requestId: 'order-1',
};

test('/availability', async () => {
  const line = await stories.open();
  line.expectSyncTrouble();
  const away = { dispatcher: 'sergio', status: 'offline' };
  const syncDown = (): (() => void) => {
    line.breakSync({ kind: 'down' });
    return () => line.breakSync({ kind: 'none' });
  };
  await holds(line, '/availability', [
    ['get 200', {}],
    ['post 200', { body: { ...away, until: '2026-11-20T06:00:00-08:00' }, token: SERGIO }],
    ['post 200', { body: { dispatcher: 'backup', status: 'online', source: 'heartbeat' } }],
    ['get 200', { token: SERGIO }],
    ['get 200', { while: syncDown }],
    ['get 401 unauthorized', { token: null }],
    ['get 401 unauthorized', { token: TIMER }],
    ['post 415 not_json', { query: { dispatcher: 'sergio', status: 'offline' } }],
    ['post 400 unknown_dispatcher', { body: { ...away, dispatcher: 'nobody' } }],
    ['post 400 bad_status', { body: { ...away, status: 'asleep' } }],
    ['post 400 bad_source', { body: { ...away, source: 'guess' } }],
    ['post 400 bad_until', { body: { ...away, until: '2026-11-20T11:59:59Z' } }],
    ['post 401 unauthorized', { body: away, token: 'wrong' }],
    ['post 403 not_yours', { body: { ...away, dispatcher: 'backup' }, token: SERGIO }],
    ['post 503 sync_unavailable', { body: away, while: syncDown }],
  ]);
  await line.close();
});

test('/jobs', async () => {
  const line = await opened();
  const other = { ...JOB, requestId: 'order-2' };
  const fresh = { title: 'Fence', requestId: 'order-3' };
  await holds(line, '/jobs', [
    ['get 200', {}],
    ['post 201', { body: JOB }],
    ['post 200', { body: JOB }],
    ['get 200', {}],
    ['get 200', { query: { status: 'assigned' } }],
    ['get 200', { query: { id: 'gate-1' } }],
    ['get 400 bad_status', { query: { status: 'lost' } }],
    ['get 401 unauthorized', { token: SERGIO }],
    ['get 404 not_found', { query: { id: 'nobody' } }],
    ['get 503 unavailable', { while: s3Down }],
    ['get 503 document_invalid', { while: noJson }],
    ['get 503 document_too_large', { while: tooLarge }],
    ['post 400 bad_request', { body: { titel: 'x' } }],
    ['post 400 bad_request', { body: { id: 'a\nb' } }],
    ['post 400 bad_request', { body: { status: 'completed' } }],
    ['post 401 unauthorized', { body: JOB, token: TIMER }],
    ['post 409 id_taken', { body: other }],
    ['get 400 bad_request', { query: { titel: 'x' } }],
    ['post 422 unknown_crew', { body: { crewIds: ['crew-9'] } }],
    ['post 422 no_crew', { body: { status: 'assigned' } }],
    ['post 503 unavailable', { body: fresh, while: s3Down }],
    ['post 503 unknown', { body: fresh, while: s3Silent }],
    ['post 503 document_invalid', { body: fresh, while: noJson }],
    ['post 503 document_too_large', { body: fresh, while: tooLarge }],
    ['post 201', { body: fresh }],
  ]);
  await line.close();
});

test('/job-status', async () => {
  const line = await opened();
  await line.api('/jobs', JOB);
  await line.api('/jobs', { id: 'free', title: 'Fence' });
  const start = { id: 'gate-1', status: 'in-progress', crewIds: ['crew-7'], requestId: 'board-1' };
  const cancel = { id: 'gate-1', status: 'cancelled' };
  await holds(line, '/job-status', [
    [
      'post 200',
      { body: { ...cancel, status: 'assigned', crewIds: ['crew-7', 'crew-8'], reason: 'long way' } },
    ],
    ['post 422 several_crews', { body: { id: 'gate-1', status: 'in-progress' } }],
    ['post 200', { body: start }],
    ['post 200', { body: start }],
    ['post 400 bad_request', { body: { id: 'gate-1' } }],
    ['post 400 bad_request', { body: { ...cancel, status: 'gone' } }],
    ['post 401 unauthorized', { body: cancel, token: null }],
    ['post 404 not_found', { body: { ...cancel, id: 'nobody' } }],
    ['post 415 not_json', {}],
    ['post 409 conflict', { body: { ...cancel, expectedStatus: 'pending' } }],
    ['post 422 illegal_transition', { body: { ...cancel, status: 'assigned' } }],
    ['post 422 unknown_crew', { body: { ...start, requestId: 'board-2', crewIds: ['crew-9'] } }],
    ['post 422 no_crew', { body: { id: 'free', status: 'assigned' } }],
    ['post 503 unavailable', { body: cancel, while: s3Down }],
    ['post 503 unknown', { body: cancel, while: s3Silent }],
    ['post 503 document_invalid', { body: cancel, while: noJson }],
    ['post 503 document_too_large', { body: cancel, while: tooLarge }],
    ['post 200', { body: { ...cancel, expectedStatus: 'in-progress' } }],
  ]);
  await line.close();
});

test('/job-changed', async () => {
  const line = await opened();
  const before = { id: 'theirs', status: 'pending', price: 12.5 };
  const after = { ...before, status: 'assigned', crewIds: ['crew-7'] };
  await holds(line, '/job-changed', [
    ['post 415 not_json', {}],
    ['post 200', { body: { before: null, after: before, changeId: 'sync-1' } }],
    ['post 200', { body: { before, after } }],
    ['post 400 bad_request', { body: { before } }],
    ['post 400 bad_request', { body: { before: { id: 'theirs' }, after } }],
    ['post 401 unauthorized', { body: { before, after }, token: SERGIO }],
  ]);
  expect(line.jobsFile()).toBeNull();
  await line.close();
});

test('/tick', async () => {
  const line = await stories.open();
  line.expectSyncTrouble();
  line.expectSlackTrouble();
  const allSlow = (): (() => void) => {
    line.breakSync({ kind: 'slow', ms: 750 });
    line.breakRest({ kind: 'slow', ms: 1900 });
    line.breakSlack({ kind: 'slow', ms: 1900 });
    return () => {
      line.breakSlack({ kind: 'none' });
      line.breakSync({ kind: 'none' });
      line.breakRest({ kind: 'none' });
    };
  };
  line.expectDeadFunctions();
  line.world.gateway.setFault('/sms-inbound', { kind: 'down' });
  for (const text of ['Hello?', 'Anybody?', 'Hello again?']) await line.texts(text);
  await line.pass(40);
  line.world.gateway.setFault('/sms-inbound', { kind: 'none' });
  await holds(line, '/tick', [
    ['post 401 unauthorized', { token: null }],
    ['post 401 unauthorized', { token: SERGIO }],
    ['post 503 unfinished', { token: TIMER, while: allSlow }],
    ['post 200', { token: TIMER }],
    ['post 200', {}],
  ]);
  await line.close();
});

test('/health', async () => {
  const line = await stories.open();
  await holds(line, '/health', [
    ['get 200', { token: null }],
    ['get 200', { token: SERGIO }],
    ['get 200', { token: SERVICE }],
  ]);
  await line.close();
});

test('/media', async () => {
  const line = await stories.open();
  line.expectSlackTrouble();
  line.expectFault(/^slack_file_not_found /);
  const link = (fileId: string, age = 0): Record<string, string> => {
    const now = line.clock.now() - age;
    const url = mediaLink({ origin: 'https://relay.example', secret: SECRET, fileId, now });
    return Object.fromEntries(new URL(url).searchParams);
  };
  const shared = (name: string, size: number): Record<string, string> => {
    line.world.slack.say('sergio', 'Look', { files: [{ name, content: Buffer.alloc(size, 1) }] });
    return link(line.world.slack.toJSON().files.at(-1)?.id ?? '');
  };
  const [map, tool, film] = [shared('map.png', 64), shared('tool.exe', 64), shared('film.mp4', 5 * MEGABYTE)];
  const slackDown = (): (() => void) => {
    line.breakSlack({ kind: 'down' });
    return () => line.breakSlack({ kind: 'none' });
  };
  await holds(line, '/media', [
    ['get 200', { query: map, token: null }],
    ['get 403 link_invalid', { query: { ...map, f: 'F0OTHER' }, token: null }],
    ['get 404 file_gone', { query: link('F0GONE'), token: null }],
    ['get 410 link_expired', { query: link('F0GONE', 3_600_001), token: null }],
    ['get 413 file_too_large', { query: film, token: null }],
    ['get 415 file_type', { query: tool, token: null }],
    ['get 503 slack_unavailable', { query: map, token: null, while: slackDown }],
  ]);
  await line.close();
});
