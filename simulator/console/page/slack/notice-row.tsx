import type { Notice } from '../../../slack';
import { dayAndTime } from '../time';
import { Avatar } from './avatar';
import type { ChannelContext } from './message-row';
import { momentOf } from './rows';

/** What the app has told one person alone. */
export function NoticeRow({ notice: { ts, text }, context }: { notice: Notice; context: ChannelContext }) {
  return (
    <li class="message is-notice">
      <Avatar name={APP} />
      <div class="body">
        <p class="hint">Only visible to you</p>
        <p class="by">
          <strong>{APP}</strong>
          <span class="badge">App</span>
          <time>{dayAndTime(momentOf(ts), context.now, context.timeZone)}</time>
        </p>
        <p class="said">{text}</p>
      </div>
    </li>
  );
}

const APP = 'Dispatch Relay';
