import type { ScheduledView } from '../../../slack';
import { dayAndTime } from '../time';
import type { ChannelContext } from './message-row';

/** What Slack posts by itself later, unless it is taken back. */
export function ScheduledList({
  scheduled,
  context,
}: {
  scheduled: readonly ScheduledView[];
  context: ChannelContext;
}) {
  if (scheduled.length === 0) return null;
  return (
    <ul class="scheduled" aria-label="Scheduled messages">
      {scheduled.map(({ id, text, postAt }) => (
        <li key={id}>
          <strong>Scheduled for {dayAndTime(postAt, context.now, context.timeZone)}</strong> {text}
        </li>
      ))}
    </ul>
  );
}
