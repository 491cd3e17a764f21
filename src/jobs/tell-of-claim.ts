import { findDispatcher } from '../cascade/plan';
import { showNote } from '../conversations/note';
import type { JobsApp } from '../jobs-app';
import { escalationKey } from './escalation';
import { bodyOf, clockTime } from './job-body';
import type { CalledOff, JobRecord } from './record';
import { sendJobText } from './send-job-text';
import { crewNames } from './texts';
import { claimerOf } from './transition';

/** Tells a dispatcher who got an escalation all the same that there is nothing to do any more. Returns whether that is out, or surely will be. */
export async function tellOfClaim(
  app: JobsApp,
  record: JobRecord,
  over: CalledOff,
  dispatcher: string,
): Promise<boolean> {
  const { id, seen } = record;
  const claimer = seen === undefined ? null : claimerOf(seen);
  const to = findDispatcher(app.config, dispatcher)?.phone;
  if (seen === undefined || claimer === null || to === undefined) return true;
  const told = { to: { kind: 'dispatchers' }, crews: [claimer] } as const;
  const body = bodyOf(app, seen, record, told, 'jobClaimed', over.at);
  const key = escalationKey('claimed', id, over.of, dispatcher);
  const sent = await sendJobText(app, { key, to, body, job: id, kind: 'escalation' });
  return sent.kind !== 'not-queued';
}

/** The same beneath the card, for all who read there that nobody has taken the job. */
export async function noteClaim(app: JobsApp, record: JobRecord, over: CalledOff): Promise<boolean> {
  const { id, seen, card } = record;
  const claimer = seen === undefined ? null : claimerOf(seen);
  if (claimer === null || card === undefined) return true;
  const time = clockTime(Date.parse(over.at), app.config.line.timeZone);
  const words = `Claimed by ${crewNames(app.config.crew, [claimer]).join('')} at ${time}.`;
  return showNote(app, {
    about: escalationKey('claimed', id, over.of, 'slack'),
    root: card,
    words,
    broadcast: true,
  });
}
