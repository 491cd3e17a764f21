import type { FetchedMedia } from '../clients/media';
import type { TextEvent } from '../conversations/text-event';
import { DEADLINES, withDeadline } from '../deadline';
import { RelayError } from '../errors';
import type { FullApp } from '../full-app';
import { once } from '../once/once';
import type { OnceResult } from '../once/work';
import { mayBeMissing, type IncomingFile } from './incoming-file';
import { fileWork, noteWork, sharingOf, type Note, type Shared, type SharingApp } from './share-file';

/** The files of an incoming text, in their order. */
export interface TextMedia {
  /** The text's MessageSid. */
  readonly sid: string;
  readonly mediaUrls: readonly string[];
  readonly contentTypes: readonly string[];
}

/** What taking in needs of the application. */
export type TakeInApp = SharingApp & Pick<FullApp, 'clock' | 'documents' | 'media'>;

/**
 * No file is begun later than this, in milliseconds: one may take 4 s, and a function lives for 10 s. What is left is
 * `media.postponed`.
 */
const BEGIN_WITHIN_MS = 3_000;

/**
 * Shares each file of a text in the customer's thread exactly once, one after the other, or says in the thread why it
 * cannot; never throws. An event `media.postponed` says that calling this again takes the file up.
 */
export async function takeInMedia(
  app: TakeInApp,
  { sid, mediaUrls, contentTypes }: TextMedia,
  threadTs: string,
): Promise<readonly TextEvent[]> {
  const until = app.clock.now() + BEGIN_WITHIN_MS;
  // All at once and before they are claimed: 5 MB from Twilio and then to Slack would not fit the time of one claim.
  const fetching = mediaUrls.map((url) => fetchFile(app, url));
  const events: TextEvent[] = [];
  for (const [index, fetched] of fetching.entries()) {
    const file = { sid, number: index + 1, contentType: contentTypes[index] ?? '' };
    const content = await fetched;
    const isTooLate = app.clock.now() > until;
    const event = isTooLate
      ? eventOf(app, file, 'media.postponed', 'no_time')
      : await takeIn(app, file, content, threadTs);
    if (event !== null) events.push(event);
  }
  return events;
}

/** The file, or the code of the reason why nobody knows what there is. */
async function fetchFile({ media, clock }: TakeInApp, url: string): Promise<FetchedMedia | string> {
  try {
    return await withDeadline(clock, DEADLINES.rest, (signal) => media.fetch(url, signal));
  } catch (error) {
    return error instanceof RelayError ? error.code : 'unexpected';
  }
}

async function takeIn(
  app: TakeInApp,
  file: IncomingFile,
  fetched: FetchedMedia | string,
  threadTs: string,
): Promise<TextEvent | null> {
  if (typeof fetched === 'string') return eventOf(app, file, 'media.postponed', fetched);
  const key = keyOf(file);
  const result = await once(app, key, sharingOf(file, fetched, threadTs), fileWork(app, key, file, fetched));
  if (result.kind === 'unclear') await sayMissing(app, file, threadTs);
  return told(app, file, result);
}

/** The thread's readers see whether the file is there; they only have to know that it should be. */
async function sayMissing(app: TakeInApp, file: IncomingFile, threadTs: string): Promise<void> {
  const key = `${keyOf(file)}-unclear`;
  const note: Note = { kind: 'note', threadTs, text: mayBeMissing(file) };
  await once(app, key, note, noteWork(app, key));
}

function told(app: TakeInApp, file: IncomingFile, result: OnceResult<Shared>): TextEvent | null {
  switch (result.kind) {
    case 'done':
      return eventOf(app, file, result.result.kind === 'file' ? 'media.taken-in' : 'media.not-taken-in');
    case 'already-done':
      return null;
    case 'in-progress':
      return eventOf(app, file, 'media.postponed', 'in_progress');
    case 'postponed':
    case 'claim-unavailable':
      return eventOf(app, file, 'media.postponed', result.reason);
    case 'unclear':
      return eventOf(app, file, 'media.unclear');
    case 'failed-for-good':
      return eventOf(app, file, 'media.failed', result.reason);
    default:
      return result satisfies never;
  }
}

function eventOf({ clock }: TakeInApp, file: IncomingFile, type: TextEvent['type'], why?: string): TextEvent {
  const at = new Date(clock.now()).toISOString();
  return { at, key: keyOf(file), type, ...(why === undefined ? {} : { why }) };
}

function keyOf({ sid, number }: IncomingFile): string {
  return `media-${sid}-${number}`;
}
