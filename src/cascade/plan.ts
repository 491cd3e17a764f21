import type { Reach } from '../availability/availability';
import type { CascadeStep, DispatchConfig, Dispatcher } from '../config/dispatch';
import { cascadeOf, openingAt, type Opening } from '../hours/opening';
import type { Caller } from './caller';

/** What is known about one dispatcher at the moment of a decision. */
export interface Presence {
  readonly reach: Reach;
  /** On a live call that this line put through. */
  readonly onCall: boolean;
}

/** What is known about everybody; a person without an entry counts as available. */
export type Presences = Readonly<Record<string, Presence>>;

/** Why somebody of a step is not rung. */
export interface Skip {
  readonly who: string;
  readonly why:
    'offline' | 'dnd' | 'on-a-call' | 'own-number' | 'forwards-here' | 'line-number' | 'did-not-accept';
  readonly until?: string;
}

/** What comes next for the caller: people to ring, or nobody left. */
export interface Plan {
  readonly ring: { readonly step: number; readonly people: readonly string[] } | null;
  readonly skipped: readonly Skip[];
}

export interface PlanRequest {
  readonly config: DispatchConfig;
  readonly presences: Presences;
  readonly caller: Caller;
  /** The line's own number, E.164, which is never dialled. */
  readonly line: string;
  /** Whose phone forwarded this call to the line (an id): ringing it would bring the call back. */
  readonly forwarder?: string;
  /** Which cascade rings: the one that a call began with, whatever the time is meanwhile. */
  readonly opening: Opening;
  /** The first step that may be rung. */
  readonly from: number;
  /** Somebody of step `from` who picked up without accepting. */
  readonly without?: string;
}

interface Candidates {
  readonly people: readonly string[];
  readonly skipped: readonly Skip[];
}

/** Finds the dispatcher with this id in the routing file. */
export function findDispatcher(config: DispatchConfig, id: string): Dispatcher | undefined {
  return config.dispatchers.find((dispatcher) => dispatcher.id === id);
}

/** The fewest digits by which a phone is recognised. */
const FEWEST_DIGITS = 7;

/**
 * Returns the dispatcher whose phone forwarded a call, from `ForwardedFrom`. Carriers write it with and without country code.
 * @see https://www.twilio.com/docs/voice/twiml#request-parameters
 */
export function forwarderOf(config: DispatchConfig, forwardedFrom: string | undefined): string | undefined {
  const digits = (forwardedFrom ?? '').replace(/\D/g, '').replace(/^0+/, '');
  if (digits.length < FEWEST_DIGITS) return undefined;
  return config.dispatchers.find(({ phone }) => phone.endsWith(digits))?.id;
}

/**
 * Says who rings next: the first step, from `from` on, with somebody to ring. Somebody who is away is left out, unless
 * the whole step is away and says `evenIfUnavailable`; somebody on a call is left out while anybody else is free.
 */
export function planFrom(request: PlanRequest): Plan {
  const cascade = cascadeOf(request.config, request.opening);
  const steps = cascade.slice(request.from).map((step, offset) => ({
    step: request.from + offset,
    ...candidatesOf(step, offset === 0 ? request.without : undefined, request),
  }));
  const isOnCall = (who: string): boolean => request.presences[who]?.onCall === true;
  const somebodyIsFree = steps.some(({ people }) => people.some((who) => !isOnCall(who)));
  const skipped: Skip[] = [];
  for (const { step, people, skipped: left } of steps) {
    const ring = somebodyIsFree ? people.filter((who) => !isOnCall(who)) : people;
    const busy = people.filter((who) => !ring.includes(who));
    skipped.push(...left, ...busy.map((who): Skip => ({ who, why: 'on-a-call' })));
    if (ring.length > 0) return { ring: { step, people: ring }, skipped };
  }
  return { ring: null, skipped };
}

/**
 * Who would ring at `now` (ms) if a stranger called; nobody would → the people of the last step, out of hours without a
 * step those of the ordinary last one. These get the alerts.
 */
export function onDuty(config: DispatchConfig, presences: Presences, now: number): readonly string[] {
  const opening = openingAt(config, now);
  const plan = planFrom({ config, presences, caller: { kind: 'withheld' }, line: '', opening, from: 0 });
  const last = cascadeOf(config, opening).at(-1) ?? config.cascade.at(-1);
  return plan.ring?.people ?? last?.ring ?? [];
}

function candidatesOf(step: CascadeStep, without: string | undefined, request: PlanRequest): Candidates {
  const barred = step.ring.flatMap((who): Skip[] => {
    const why = whyBarred(who, without, request);
    return why === null ? [] : [{ who, why }];
  });
  const allowed = step.ring.filter((who) => !barred.some((skip) => skip.who === who));
  const away = allowed.flatMap((who): Skip[] => {
    const reach = request.presences[who]?.reach;
    return reach?.available === false ? [{ who, why: reach.because, until: reach.until }] : [];
  });
  if (step.evenIfUnavailable && away.length === allowed.length) return { people: allowed, skipped: barred };
  const people = allowed.filter((who) => !away.some((skip) => skip.who === who));
  return { people, skipped: [...barred, ...away] };
}

function whyBarred(
  who: string,
  without: string | undefined,
  { config, caller, line, forwarder }: PlanRequest,
): 'did-not-accept' | 'own-number' | 'forwards-here' | 'line-number' | null {
  const phone = findDispatcher(config, who)?.phone;
  if (who === without) return 'did-not-accept';
  if (phone === line) return 'line-number';
  if (who === forwarder) return 'forwards-here';
  return caller.kind === 'number' && caller.phone === phone ? 'own-number' : null;
}
