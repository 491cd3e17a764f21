import type { App } from '../app';
import type { Params } from '../cascade/request';
import { DEADLINES, withDeadline } from '../deadline';
import { readBearer, type Bearer } from '../http/bearer';
import { refuse, type Outcome, type Reply } from '../http/outcome';
import { changeDocument } from '../store/change-document';
import { reachOf, type Availability } from './availability';
import { decideSetting, readSetting, type AvailabilityEvent, type SettingRequest } from './setting';
import { readForDecision } from './store';

/** A setting that nobody renews is of no interest a day after its end. */
const KEPT_AFTER_SECONDS = 24 * 60 * 60;

/** Refuses whoever brings no valid bearer token. */
export function authenticate(app: App, params: Params): Reply | null {
  if (bearerOf(app, params).kind !== 'nobody') return null;
  return refuse(401, 'unauthorized', 'Send “Authorization: Bearer …” with your own token or the service’s.');
}

/**
 * Lists everybody's availability, or sets one person's when the request names a status. A function does not learn the
 * method of its request, so its fields decide.
 */
export async function serveAvailability(app: App, params: Params): Promise<Outcome> {
  const { dispatcher, status } = params;
  if (dispatcher === undefined && status === undefined) return list(app);
  const bearer = bearerOf(app, params);
  const read = readSetting(params, app.config.dispatchers, app.clock.now());
  if (read.kind === 'wrong') return only(refuse(400, read.code, read.message));
  const { setting } = read;
  if (bearer.kind === 'dispatcher' && bearer.id !== setting.who) {
    return only(refuse(403, 'not_yours', `This token sets the availability of “${bearer.id}” only.`));
  }
  return store(app, setting, bearer.kind === 'dispatcher' ? bearer.id : 'api');
}

/** What is answered when Sync cannot be reached: nothing was changed. */
export function availabilityUnreachable(): Reply {
  return refuse(
    503,
    'sync_unavailable',
    'Nothing was changed. Try again in a moment; until then everybody counts as available.',
  );
}

async function store(app: App, setting: SettingRequest, setBy: string): Promise<Outcome> {
  const now = app.clock.now();
  const ttlSeconds = Math.ceil((setting.until - now) / 1000) + KEPT_AFTER_SECONDS;
  let present: unknown = null;
  const apply = (data: unknown): Availability | null => {
    present = data;
    return decideSetting(data === null ? { kind: 'missing' } : { kind: 'read', data }, setting, setBy, now);
  };
  const name = `availability-${setting.who}`;
  const stored = await withDeadline(app.clock, DEADLINES.callback / 2, (signal) =>
    changeDocument(app.documents, { name, ttlSeconds, known: 'unknown', apply }, signal),
  );
  const subject = `availability:${setting.who}`;
  const reply = {
    kind: 'json',
    status: 200,
    body: { id: setting.who, ...(stored ?? (present as Availability)) },
  } as const;
  return { reply, events: stored === null ? [] : [eventOf(setting.who, stored)], subject };
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
  const { headers } = (params['request'] ?? {}) as { headers?: Record<string, unknown> };
  return readBearer(
    headers?.['authorization'],
    secrets,
    config.dispatchers.map(({ id }) => id),
  );
}

function eventOf(who: string, { status, source, setBy, setAt, expiresAt }: Availability): AvailabilityEvent {
  return { type: 'availability.set', key: setAt, at: setAt, who, status, source, setBy, expiresAt };
}

function only(reply: Reply): Outcome {
  return { reply, events: [], subject: 'availability' };
}
