import type { DispatchConfig } from '../config/dispatch';
import { isWaiting } from './escalation';
import { withKey, type Notification, type ToldJob } from './told';
import { isOpen } from './transition';

const MINUTE = 60_000;

/**
 * Returns the escalation that is due at `now` (ms): a job that is given to somebody and that nobody has taken in time, or one
 * that is not done in time; null: none. `assignedAt` (ISO 8601) is when it was given to whom it is given now; it names the
 * escalation, so each assignment has one of each kind.
 */
export function lateNotification(
  job: ToldJob,
  assignedAt: string,
  {
    claimWithinMinutes,
    completeWithinMinutes,
  }: Pick<DispatchConfig['jobs'], 'claimWithinMinutes' | 'completeWithinMinutes'>,
  now: number,
): Notification | null {
  const isGiven = isOpen(job.status) && (job.status !== 'pending' || (job.crewIds ?? []).length > 0);
  const age = now - Date.parse(assignedAt);
  // A time that cannot be read counts as long ago: rather one escalation too many.
  const isPast = (minutes: number): boolean => !(age < minutes * MINUTE);
  const isOverdue = isGiven && isPast(completeWithinMinutes);
  const isNotClaimed = isWaiting(job) && isPast(claimWithinMinutes);
  if (!isOverdue && !isNotClaimed) return null;
  // Overdue comes later and says more.
  const kind = isOverdue ? 'overdue' : 'not-claimed';
  return withKey({ kind, to: { kind: 'dispatchers' }, crews: job.crewIds ?? [] }, job.id, assignedAt);
}
