import type { FetchedMedia } from '../clients/media';
import type { Slack } from '../clients/slack';
import { DEADLINES } from '../deadline';
import { LATE_MS } from '../once/claim';
import type { Item, LookOutcome, SendOutcome, Work } from '../once/work';
import { insteadOf, nameOf, type IncomingFile } from './incoming-file';

/** What sharing needs of the application. */
export interface SharingApp {
  readonly slack: Pick<Slack, 'post' | 'findPosted'> & {
    /** Hands back `NotShared` where that is certain, and anything else once the file is in the thread. */
    upload(file: Parameters<Slack['upload']>[0], signal: AbortSignal): Promise<unknown>;
  };
}

/** Nobody can see the file: only the last of an upload's three requests shows it. */
export interface NotShared {
  readonly kind: 'not-shared';
  readonly reason: string;
}

/** Words of ours in the customer's thread. */
export interface Note {
  readonly kind: 'note';
  readonly threadTs: string;
  readonly text: string;
}

/** What was to be put into the thread when the file was first heard of; it is stored. */
export type Sharing = { readonly kind: 'file'; readonly threadTs: string } | Note;

/** What was put there. */
export interface Shared {
  readonly kind: Sharing['kind'];
}

/** Decides what to put into the thread: the file, or why it is not there. */
export function sharingOf(file: IncomingFile, fetched: FetchedMedia, threadTs: string): Sharing {
  return fetched.kind === 'fetched' ? { kind: 'file', threadTs } : noteFor(file, fetched, threadTs);
}

/** Puts a file, or the note with this `id` in its place, into the thread. */
export function fileWork(
  app: SharingApp,
  id: string,
  file: IncomingFile,
  fetched: FetchedMedia,
): Work<Sharing, Shared> {
  return {
    withinMs: DEADLINES.slackCall,
    lateMs: LATE_MS.slack,
    send: (signal, { payload }) => {
      if (payload.kind === 'note') return postNote(app, id, payload, signal);
      const { threadTs } = payload;
      // Twilio may have dropped the file since an attempt that put nothing out.
      if (fetched.kind !== 'fetched') return postNote(app, id, noteFor(file, fetched, threadTs), signal);
      const { content, contentType } = fetched;
      return upload(app, { name: nameOf(file, contentType), content, threadTs }, signal);
    },
    look: (signal, item) => look(app, id, item, signal),
  };
}

/** Puts the note with this `id` into the thread. */
export function noteWork(app: SharingApp, id: string): Work<Note, Shared> {
  return {
    withinMs: DEADLINES.slackCall,
    lateMs: LATE_MS.slack,
    send: (signal, { payload }) => postNote(app, id, payload, signal),
    look: (signal, item) => look(app, id, item, signal),
  };
}

function noteFor(
  file: IncomingFile,
  why: Exclude<FetchedMedia, { kind: 'fetched' }>,
  threadTs: string,
): Note {
  return { kind: 'note', threadTs, text: insteadOf(file, why) };
}

async function postNote(
  { slack }: SharingApp,
  id: string,
  { text, threadTs }: Note,
  signal: AbortSignal,
): Promise<SendOutcome<Shared>> {
  const posted = await slack.post({ text, threadTs, metadata: { kind: 'media-note', id } }, signal);
  switch (posted.kind) {
    case 'posted':
      return { kind: 'sent', result: { kind: 'note' } };
    case 'not-posted':
      return { kind: 'not-sent', reason: posted.reason };
    default:
      return posted satisfies never;
  }
}

async function upload(
  { slack }: SharingApp,
  file: { readonly name: string; readonly content: Buffer; readonly threadTs: string },
  signal: AbortSignal,
): Promise<SendOutcome<Shared>> {
  const said = await slack.upload(file, signal);
  if (isNotShared(said)) return { kind: 'not-sent', reason: said.reason };
  return { kind: 'sent', result: { kind: 'file' } };
}

/** A note can be found by its metadata. A file in Slack has none, so one that may be there stays unknown. */
async function look(
  { slack }: SharingApp,
  id: string,
  { payload, receivedAt }: Item<Sharing>,
  signal: AbortSignal,
): Promise<LookOutcome<Shared>> {
  const wanted = { id, root: payload.threadTs, since: Date.parse(receivedAt) };
  const found = await slack.findPosted(wanted, signal);
  if (found !== null) return { kind: 'found', result: { kind: 'note' } };
  return { kind: payload.kind === 'note' ? 'absent' : 'unknown' };
}

function isNotShared(said: unknown): said is NotShared {
  return (said as Partial<NotShared> | null | undefined)?.kind === 'not-shared';
}
