import type { App } from '../app';
import type { Params } from '../cascade/request';
import { DEADLINES } from '../deadline';
import { describeError, RelayError } from '../errors';
import { readBearer, type Bearer } from '../http/bearer';
import { refuse, type Outcome, type Reply } from '../http/outcome';
import { hasBody, headersOf } from '../http/request';
import { reachOf, type Availability } from './availability';
import { changeAvailability } from './change-availability';
import { readSetting, type SettingRequest } from './setting';
import { readForDecision } from './store';

/** How a setting may be written; a desk phone sends a form. */
const BODIES = ['application/json', 'application/x-www-form-urlencoded'] as const;

/** Refuses whoever brings no valid bearer token. */
export function authenticate(app: App, params: Params): Reply | null {
  if (bearerOf(app, params).kind !== 'nobody') return null;
  return refuse(401, 'unauthorized', 'Send “Authorization: Bearer …” with your own token or the service’s.');
}

/** Lists everybody's availability, or sets one person's when a body names it. A link that names it changes nothing. */
export async function serveAvailability(app: App, params: Params): Promise<Outcome> {
  const { dispatcher, status } = params;
  if (dispatcher === undefined && status === undefined) return list(app);
  if (!BODIES.some((type) => hasBody(params, type))) {
    return only(refuse(415, 'not_json', 'Send this by POST as application/json.'));
  }
  const bearer = bearerOf(app, params);
  const read = readSetting(params, app.config.dispatchers, app.clock.now());
  if (read.kind === 'wrong') return only(refuse(400, read.code, read.message));
  const { setting } = read;
  if (bearer.kind === 'dispatcher' && bearer.id !== setting.who) {
    return only(refuse(403, 'not_yours', `This token sets the availability of “${bearer.id}” only.`));
  }
  return store(app, setting, bearer.kind === 'dispatcher' ? bearer.id : 'api');
}

/** What is answered when nobody knows whether a setting was stored. */
export function availabilityUnknown(): Reply {
  return refuse(
    503,
    'sync_unavailable',
    'Sync did not answer in time, and the setting may have been stored or not. Look with GET, or send it again: that does no harm.',
  );
}

/** What is answered when Sync could not be reached before anything was written. */
function unreachable(): Reply {
  return refuse(
    503,
    'sync_unavailable',
    'Nothing was changed. Try again in a moment; until then everybody counts as available.',
  );
}

async function store(app: App, setting: SettingRequest, setBy: string): Promise<Outcome> {
  const now = app.clock.now();
  try {
    const options = { setBy, now, withinMs: DEADLINES.callback / 2 };
    const { document, event } = await changeAvailability(app, setting, options);
    const reply = { kind: 'json', status: 200, body: { id: setting.who, ...document } } as const;
    return { reply, events: event === null ? [] : [event], subject: `availability:${setting.who}` };
  } catch (error) {
    if (!(error instanceof RelayError) || error.code === 'deadline') throw error;
    app.log({ level: 'warn', at: new Date(now).toISOString(), type: 'fault', ...describeError(error) });
    return only(unreachable());
  }
}

async function list(app: App): Promise<Outcome> {
  const dispatchers = await Promise.all(
    app.config.dispatchers.map(async ({ id, name }) => {
      const reading = await readForDecision(app.documents, app.clock, `availability-${id}`);
      const reach = reachOf(reading, app.clock.now());
      const { source, expiresAt } = (reading.kind === 'read' ? reading.data : {}) as Partial<Availability>;
      const isCurrent = !reach.available || reach.because === 'online';
      return {
        id,
        name,
        status: reach.available ? 'online' : reach.because,
        source: isCurrent ? source : null,
        expiresAt: isCurrent ? expiresAt : null,
        reachable: reach.available,
      };
    }),
  );
  return only({ kind: 'json', status: 200, body: { dispatchers } });
}

function bearerOf({ secrets, config }: App, params: Params): Bearer {
  return readBearer(
    headersOf(params)['authorization'],
    secrets,
    config.dispatchers.map(({ id }) => id),
  );
}

function only(reply: Reply): Outcome {
  return { reply, events: [], subject: 'availability' };
}
