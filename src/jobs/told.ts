import type { DispatchConfig } from '../config/dispatch';
import type { Job } from './job';
import { changeIdOf, toldKey } from './told-key';
import { claimerOf, isOpen, type JobState } from './transition';

/** Why somebody hears of a job. */
export type ToldKind =
  /** To a crew: details and a link. A reminder and an escalation go with it. */
  | 'assigned'
  /** The same to a crew that takes it over from another. */
  | 'handed-to-you'
  /** To a crew that has it no longer. */
  | 'taken-off'
  /** To the dispatchers: the escalation is called off, and the card shows who has it. */
  | 'claimed'
  | 'handed-over'
  /** To the dispatchers: one of several crews does not want it. */
  | 'declined'
  /** To the dispatchers: nobody does it any more. */
  | 'abandoned'
  /** To the dispatchers: nobody has taken it in time, or it is not done in time. */
  | 'not-claimed'
  | 'overdue'
  /** To the customer. */
  | 'on-the-way'
  /** To the customer who was told that the crew is on the way, when it gives the job back. */
  | 'delayed'
  /** To the customer and to the stakeholders. */
  | 'completed'
  /** To the crew and to the customer. */
  | 'cancelled';

/** Who hears of it; a crew is named by its id, a stakeholder by the phone (E.164). */
export type Recipient =
  | { readonly kind: 'crew'; readonly id: string }
  | { readonly kind: 'customer' }
  | { readonly kind: 'stakeholder'; readonly phone: string }
  | { readonly kind: 'dispatchers' };

/** Somebody who has to hear of a change. */
export interface Notification {
  readonly kind: ToldKind;
  readonly to: Recipient;
  /** For a handover, whose job it was or is now: ids of crews. */
  readonly crews?: readonly string[];
  /** The same for the same change, so that it is sent once; different for every other. */
  readonly key: string;
}

/** A job as it is compared. */
export type ToldJob = JobState & Pick<Job, 'id'>;

/** What is known of the change besides the job. */
export interface ChangeFacts {
  /** `changeId` or `requestId`; left out, the change is named by what it changed. */
  readonly id?: string;
  /** The crew that made it by itself, and need not hear of it. */
  readonly by?: string;
}

type Told = Omit<Notification, 'key'>;
type ToldConfig = Pick<DispatchConfig, 'jobs'> & {
  readonly texts: { readonly jobOnTheWay: string; readonly jobDelayed: string };
};

/** Returns who has to hear of a change, by the table in design §6; `before` is null for a new job. */
export function whoIsTold(
  before: ToldJob | null,
  after: ToldJob,
  config: ToldConfig,
  { id, by }: ChangeFacts = {},
): readonly Notification[] {
  const change = { before, after, by };
  const told = [...crewsTold(change), ...dispatchersTold(change), ...outsidersTold(change, config)];
  if (told.length === 0) return [];
  const name = changeIdOf(before, after, id);
  return told.map((one) => withKey(one, after.id, name));
}

/** Returns whether a change asks a crew to take the job that did not know that it could. */
export function asksAnew(before: ToldJob | null, after: ToldJob): boolean {
  return crewChange({ before, after }).added.length > 0;
}

/** Returns the notification with the key of this change. */
export function withKey(told: Told, job: string, change: string): Notification {
  return { ...told, key: toldKey({ job, change, kind: told.kind, to: addressOf(told.to) }) };
}

interface Change {
  readonly before: ToldJob | null;
  readonly after: ToldJob;
  readonly by: string | undefined;
}

function crewsTold(change: Change): readonly Told[] {
  const { before, after, by } = change;
  if (becomes(change, 'cancelled')) {
    const crew = new Set([...(before?.crewIds ?? []), ...(after.crewIds ?? [])]);
    return [...crew].map((id) => toCrew('cancelled', id));
  }
  if (!isOpen(after.status)) return [];
  const { added, removed } = crewChange(change);
  // A job that was given back is offered anew.
  const isHanded = removed.length > 0 && after.status !== 'pending';
  const claimer = claimerOf(after);
  const present = claimer === null || added.length > 0 ? added : [claimer];
  return [
    ...added.map((id) =>
      isHanded ? toCrew('handed-to-you', id, giversOf(change, removed)) : toCrew('assigned', id, removed),
    ),
    ...offeredAgain(change, added).map((id) => toCrew('assigned', id)),
    ...removed.filter((id) => id !== by).map((id) => toCrew('taken-off', id, present)),
  ];
}

/** The crew that had the job hands it over; others who were asked besides have nothing to hand over. */
function giversOf({ before, by }: Change, removed: readonly string[]): readonly string[] {
  const giver = (before === null ? null : claimerOf(before)) ?? by;
  return giver !== undefined && removed.includes(giver) ? [giver] : removed;
}

/** Whoever is on a job when it is assigned hears of that, unless it is because one of them has just taken it. */
function offeredAgain(change: Change, added: readonly string[]): readonly string[] {
  if (!becomes(change, 'assigned') || claimerOf(change.after) !== null) return [];
  return unique(change.after.crewIds).filter((id) => !added.includes(id));
}

function dispatchersTold(change: Change): readonly Told[] {
  const { before, after } = change;
  if (!isOpen(after.status)) return [];
  const { added, removed } = crewChange(change);
  const claimer = claimerOf(after);
  const told: Told[] = [];
  if (before !== null && becomes(change, 'pending') && isOpen(before.status)) {
    told.push(toDispatchers('abandoned', removed.length > 0 ? removed : before.crewIds));
  } else if (added.length > 0 && removed.length > 0) {
    told.push(toDispatchers('handed-over', added));
  } else if (removed.length > 0 && claimer === null) {
    told.push(toDispatchers('declined', removed));
  }
  const isClaimed = claimer !== null && (before === null || claimer !== claimerOf(before));
  return isClaimed ? [...told, toDispatchers('claimed', [claimer])] : told;
}

function outsidersTold(change: Change, { jobs, texts }: ToldConfig): readonly Told[] {
  const customer = { kind: 'customer' } as const;
  if (becomes(change, 'cancelled')) return [{ kind: 'cancelled', to: customer }];
  if (becomes(change, 'completed')) {
    const stakeholders = unique(jobs.stakeholders).map((phone) => ({ kind: 'stakeholder', phone }) as const);
    return [customer, ...stakeholders].map((to) => ({ kind: 'completed', to }));
  }
  if (texts.jobOnTheWay === '') return [];
  if (becomes(change, 'in-progress')) return [{ kind: 'on-the-way', to: customer }];
  const isGivenBack = change.before?.status === 'in-progress' && change.after.status === 'pending';
  return isGivenBack && texts.jobDelayed !== '' ? [{ kind: 'delayed', to: customer }] : [];
}

function becomes({ before, after }: Change, status: ToldJob['status']): boolean {
  return after.status === status && before?.status !== status;
}

/**
 * A job that was closed has no crew that could know of its coming back. Where one of several had it and has it no longer, the
 * others believe it taken: to them it is new.
 */
function crewChange({ before, after }: Pick<Change, 'before' | 'after'>): {
  added: readonly string[];
  removed: readonly string[];
} {
  const present = before !== null && isOpen(before.status) ? unique(before.crewIds) : [];
  const next = unique(after.crewIds);
  const isFreeAgain = before !== null && claimerOf(before) !== null && claimerOf(after) === null;
  return {
    added: isFreeAgain ? next : next.filter((id) => !present.includes(id)),
    removed: present.filter((id) => !next.includes(id)),
  };
}

function toCrew(kind: ToldKind, id: string, crews: readonly string[] = []): Told {
  return { kind, to: { kind: 'crew', id }, ...(crews.length === 0 ? {} : { crews }) };
}

function toDispatchers(kind: ToldKind, crews: readonly string[] = []): Told {
  return { kind, to: { kind: 'dispatchers' }, ...(crews.length === 0 ? {} : { crews }) };
}

function addressOf(to: Recipient): string {
  switch (to.kind) {
    case 'crew':
      return `crew:${to.id}`;
    case 'stakeholder':
      return to.phone;
    case 'customer':
    case 'dispatchers':
      return to.kind;
    default:
      return to satisfies never;
  }
}

function unique(values: readonly string[] = []): readonly string[] {
  return [...new Set(values)];
}
