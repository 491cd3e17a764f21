import { announceClaimed, type Announcement } from '../commands/announce';
import { finishText } from '../conversations/finish-text';
import { shareMedia } from '../conversations/follow-up';
import { postPatiently } from '../conversations/post-to-thread';
import { putNote, type TeamNote } from '../conversations/say-beneath';
import { sendText, type TextToSend } from '../conversations/send-text';
import { showDelivery, type ShownDelivery } from '../conversations/show-delivery';
import type { ThreadPost } from '../conversations/thread-post';
import { isStale, keepStale } from '../conversations/stale-reply';
import { showUnclear, showUnclearText } from '../conversations/unclear';
import type { FullApp } from '../full-app';
import { tellOfLostAlert } from '../notifications/lost-alert';
import type { OnceResult } from '../once/work';
import type { OutboxItem } from './index-document';
import { claimedPayload } from './store';

/** What became of an item in one round; `waits` says nothing of who should have taken it. */
export type Handled = 'done' | 'failed' | 'waits';

/** Does what an item is about, as far as that goes now. Throws `RelayError`. */
export async function putOut(app: FullApp, item: OutboxItem): Promise<Handled> {
  const { key, kind } = item;
  const payload = await claimedPayload(app, key);
  // A claim is kept for a week: what it was about is nobody's concern any more.
  if (payload === null) return 'done';
  switch (kind) {
    case 'post':
      return putOutPost(app, item, payload as ThreadPost);
    case 'media':
      return (await shareMedia(app, key, payload as ThreadPost)) ? 'done' : 'failed';
    case 'send':
      return putOutText(app, item, payload as TextToSend);
    case 'show':
      return judge(await showDelivery(app, key, payload as ShownDelivery));
    case 'announce': {
      const said = await announceClaimed(app, payload as Announcement);
      // Whether it stands in Slack is seen when Slack is back.
      return said.kind === 'unclear' ? 'waits' : judge(said);
    }
    case 'note':
      return (await putNote(app, payload as TeamNote)) ? 'done' : 'failed';
    default:
      return kind satisfies never;
  }
}

async function putOutPost(app: FullApp, item: OutboxItem, post: ThreadPost): Promise<Handled> {
  const { key } = item;
  const result = await postPatiently(app, key, post);
  switch (result.kind) {
    case 'done':
    case 'already-done':
      return 'done';
    case 'unclear':
      if (isWithin(app, item, UNCLEAR_MS)) return 'waits';
      return (await showUnclear(app, key, post)) ? 'done' : 'failed';
    default:
      return judge(result);
  }
}

async function putOutText(app: FullApp, item: OutboxItem, text: TextToSend): Promise<Handled> {
  const { key } = item;
  const late = await handleLate(app, item, text);
  if (late !== null) return late;
  const result = await sendText(app, key, text);
  if (result.kind === 'failed-for-good' && text.about.kind === 'alert') {
    const lost = { key: `lost-${key}`, to: text.to, why: result.reason };
    return (await tellOfLostAlert(app, lost)) ? 'done' : 'failed';
  }
  switch (result.kind) {
    case 'done':
    case 'already-done':
    case 'failed-for-good':
      return (await finishText(app, key, text, result)) ? 'done' : 'waits';
    case 'unclear':
      if (isWithin(app, item, UNCLEAR_MS)) return 'waits';
      // Nobody would miss an alert that never came.
      return (await showUnclearText(app, key, text)) ? 'done' : 'failed';
    default:
      return judge(result);
  }
}

/** What nobody knows the whereabouts of is looked up again for so long (ms): one look in vain proves nothing. Then a person is asked. */
const UNCLEAR_MS = 60 * 60 * 1000;

/** What is not sent any more because it waited too long; null for all else. */
async function handleLate(app: FullApp, item: OutboxItem, text: TextToSend): Promise<Handled | null> {
  const { kind, ts, root } = text.about;
  if (kind === 'auto') return isWithin(app, item, AUTO_MS) ? null : 'done';
  if (kind !== 'reply' || ts === undefined || root === undefined || !isStale(app, ts)) return null;
  const kept = await keepStale(app, item.key, root, text);
  if (kept.kind === 'again') return 'waits';
  return kept.kind === 'settled' && kept.why === 'known' ? null : 'done';
}

/** An automatic text that comes so late (ms) answers nothing any more. */
const AUTO_MS = 15 * 60 * 1000;

function isWithin({ clock }: FullApp, { at }: OutboxItem, ms: number): boolean {
  return clock.now() - Date.parse(at) < ms;
}

/** What nobody can finish by trying again counts as done with. */
function judge({ kind }: OnceResult<unknown>): Handled {
  switch (kind) {
    case 'done':
    case 'already-done':
    case 'failed-for-good':
    case 'unclear':
      return 'done';
    case 'in-progress':
      return 'waits';
    case 'postponed':
    case 'claim-unavailable':
      return 'failed';
    default:
      return kind satisfies never;
  }
}
