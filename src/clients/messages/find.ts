import type {
  MessageInstance,
  MessageListInstance,
  MessagePage,
} from 'twilio/lib/rest/api/v2010/account/message';
import { isSameText } from '../../conversations/same-text';
import { isSince } from '../core-api';
import type { FoundText } from '../messages';

const PAGE_SIZE = 100;
const MOST_PAGES = 5;

/** Looks through the texts to one phone, the newest first, back to `since` (ms); throws when it could not look so far. */
export async function findSent(
  messages: MessageListInstance,
  { to, body, since }: { readonly to: string; readonly body: string; readonly since: number },
): Promise<readonly FoundText[]> {
  const found: FoundText[] = [];
  // Not by date: a text that waits in Twilio's queue has no date yet.
  let page: Pick<MessagePage, 'instances' | 'nextPage'> | undefined;
  for (let count = 0; count < MOST_PAGES; count += 1) {
    page = await (page === undefined ? messages.page({ to, pageSize: PAGE_SIZE }) : page.nextPage());
    if (page === undefined) return found;
    const recent = page.instances.filter(({ dateCreated }) => isSince(dateCreated.getTime(), since));
    found.push(...recent.filter((message) => isOurs(message, body)).map(toFoundText));
    if (recent.length < PAGE_SIZE) return found;
  }
  // Not read to the end: absent would be a guess.
  throw new Error('too many texts to look through');
}

function isOurs({ direction, body }: MessageInstance, wanted: string): boolean {
  return direction !== 'inbound' && isSameText(body, wanted);
}

function toFoundText({ sid, status, dateCreated }: MessageInstance): FoundText {
  return { sid, status, createdAt: dateCreated.getTime() };
}
