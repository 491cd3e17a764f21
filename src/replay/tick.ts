import type { Params } from '../cascade/request';
import type { TextEvent } from '../conversations/text-event';
import type { FullApp } from '../full-app';
import { describeError } from '../errors';
import { mayTick } from '../http/bearer';
import { refuse, type Outcome, type Reply } from '../http/outcome';
import { headersOf } from '../http/request';
import { drain } from '../outbox/drain';
import { waiting } from '../outbox/store';
import { readMarker, storeMarker, type Marker } from './marker';
import { replayCalls, type ReplayedCalls } from './replay-calls';
import { replayDeliveries } from './replay-deliveries';
import { replayReplies } from './replay-replies';
import { replayTexts, type Replayed } from './replay-texts';
import { untilSilent } from './until-silent';

/** What one tick may take (ms); the route has 8 s, and what is under way then is finished. */
const TICK_MS = 5_500;
const MOST_DRAINED = 40;

/** Refuses whoever brings neither the timer's token nor the service's. */
export function authenticateTick({ secrets }: FullApp, params: Params): Reply | null {
  if (mayTick(headersOf(params)['authorization'], secrets)) return null;
  return refuse(
    401,
    'unauthorized',
    'Send “Authorization: Bearer …” with the token that `npm run token -- tick` prints.',
  );
}

/** Looks after something else until `until` (ms); returns how much there was to do. Throws `RelayError`. */
export type Sweep<App extends FullApp> = (app: App, until: number) => Promise<number>;

/**
 * Puts out what waits, and takes up what never reached us; `sweepJobs` does the same for jobs. All of it goes on side by side, so
 * that nothing starves behind a vendor that hangs. Any number at once do no harm.
 */
export async function tick<App extends FullApp>(patient: App, sweepJobs: Sweep<App>): Promise<Outcome> {
  const app: App = { ...patient, slack: untilSilent(patient.slack) };
  const until = app.clock.now() + TICK_MS;
  const problems: string[] = [];
  const attempt = async <Result>(work: () => Promise<Result>, otherwise: Result): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      problems.push(describeError(error).code);
      return otherwise;
    }
  };
  const [{ drained, texts, calls, replies, deliveries }, jobs] = await Promise.all([
    catchUp(app, until, attempt),
    attempt(() => sweepJobs(app, until), 0),
  ]);
  problems.push(...calls.problems);
  const { items } = await waiting(app);
  const body = {
    drained: drained.reduce((sum, { count = 0 }) => sum + count, 0),
    texts: texts.count,
    calls: calls.count,
    replies: replies.count,
    deliveries: deliveries.count,
    jobs,
    waiting: items.length,
    problems,
  };
  return {
    reply: { kind: 'json', status: 200, body },
    events: [...drained, ...eventsOf(app, body)],
    subject: 'tick',
  };
}

/** What is answered when it took too long: the next tick goes on. */
export function tickUnfinished(): Reply {
  return refuse(503, 'unfinished', 'It took too long. Everything is claimed, and the next tick goes on.');
}

type Attempt = <Result>(work: () => Promise<Result>, otherwise: Result) => Promise<Result>;

/** What is found out about a tick. */
interface CaughtUp {
  readonly drained: readonly TextEvent[];
  readonly texts: Replayed;
  readonly calls: ReplayedCalls;
  readonly replies: Replayed;
  readonly deliveries: Replayed;
}

/** Texts come after what waits, because the texts of one customer stay in order; calls and replies wait for nobody. */
async function catchUp(app: FullApp, until: number, attempt: Attempt): Promise<CaughtUp> {
  const draining = drain(app, { most: MOST_DRAINED, until: until - TICK_MS / 2 });
  const marker = await attempt<Marker | null>(() => readMarker(app), null);
  if (marker === null) return { drained: await draining, ...NOTHING };
  const none = (inOrderUntil: number) => ({ count: 0, inOrderUntil, problems: [] });
  const [drained, texts, calls, replies, deliveries] = await Promise.all([
    draining,
    draining.then(() => attempt(() => replayTexts(app, marker.texts, until), none(marker.texts))),
    attempt(() => replayCalls(app, marker.calls, until), none(marker.calls)),
    attempt(() => replayReplies(app, marker.replies, until), none(marker.replies)),
    attempt(() => replayDeliveries(app, marker.deliveries, until), none(marker.deliveries)),
  ]);
  await moveOn(app, marker, { texts, calls, replies, deliveries });
  return { drained, texts, calls, replies, deliveries };
}

const NOTHING = {
  texts: { count: 0, inOrderUntil: 0 },
  calls: { count: 0, inOrderUntil: 0, problems: [] },
  replies: { count: 0, inOrderUntil: 0 },
  deliveries: { count: 0, inOrderUntil: 0 },
} as const;

/** Never back. */
async function moveOn(
  app: FullApp,
  marker: Marker,
  replayed: Readonly<Record<keyof Marker, Replayed>>,
): Promise<void> {
  const next = {
    texts: Math.max(replayed.texts.inOrderUntil, marker.texts),
    calls: Math.max(replayed.calls.inOrderUntil, marker.calls),
    replies: Math.max(replayed.replies.inOrderUntil, marker.replies),
    deliveries: Math.max(replayed.deliveries.inOrderUntil, marker.deliveries),
  };
  const isFurther = (Object.keys(next) as (keyof Marker)[]).some((key) => next[key] > marker[key]);
  if (isFurther) await storeMarker(app, next);
}

function eventsOf(
  app: FullApp,
  {
    texts,
    calls,
    replies,
    deliveries,
  }: { texts: number; calls: number; replies: number; deliveries: number },
): readonly TextEvent[] {
  const count = texts + calls + replies + deliveries;
  if (count === 0) return [];
  const at = new Date(app.clock.now()).toISOString();
  return [{ at, key: `tick-${at}`, type: 'replay.taken-up', count }];
}
