import type { Clock } from '../clock';
import type { FullApp } from '../full-app';
import { DEADLINES, withDeadline } from '../deadline';

/** Whether somebody in Slack may act for us. */
export type Permission =
  | { readonly kind: 'yes'; readonly name: string }
  | { readonly kind: 'no'; readonly why: 'not-listed' | 'not-a-member' }
  /** Slack did not say: nothing is done, and whoever asked learns that: Slack repeats an event, and shows a failed button. */
  | { readonly kind: 'unknown' };

/** Who somebody is changes seldom (ms). */
const REMEMBERED_MS = 5 * 60 * 1000;

/** Permissions by workspace and person. */
type Memory = Map<string, { readonly permission: Permission; readonly until: number }>;

/**
 * Kept between invocations of a warm function; only what Slack has said, for a few minutes. It belongs to the clock by which it
 * ages, so that no local world knows what an earlier one at the same port was told.
 */
const memories = new WeakMap<Clock, Memory>();
const MOST_REMEMBERED = 500;

/** Decides by the routing file and by what Slack says of the person: members of our own team, no guests, no bots. Never throws. */
export async function mayAct(app: FullApp, user: string): Promise<Permission> {
  const { allow } = app.config.slack;
  if (allow !== 'channel' && !allow.includes(user)) return { kind: 'no', why: 'not-listed' };
  const now = app.clock.now();
  const remembered = memoryOf(app.clock);
  const key = `${app.origin} ${app.slackOrigin.teamId} ${user}`;
  const known = remembered.get(key);
  if (known !== undefined && known.until > now && known.until - now <= REMEMBERED_MS) return known.permission;
  const permission = await ask(app, user);
  if (permission.kind === 'yes') {
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(key, { permission, until: now + REMEMBERED_MS });
  }
  return permission;
}

function memoryOf(clock: Clock): Memory {
  const known = memories.get(clock);
  if (known !== undefined) return known;
  const memory: Memory = new Map();
  memories.set(clock, memory);
  return memory;
}

async function ask({ slack, clock }: FullApp, user: string): Promise<Permission> {
  try {
    const member = await withDeadline(clock, DEADLINES.slackRequest, (signal) => slack.member(user, signal));
    if (member?.isMember === true) return { kind: 'yes', name: member.name };
    return { kind: 'no', why: 'not-a-member' };
  } catch {
    return { kind: 'unknown' };
  }
}
