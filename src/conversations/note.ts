import { DEADLINES, withDeadline } from '../deadline';
import type { FullApp } from '../full-app';
import { once } from '../once/once';
import { readClaim } from '../once/read-claim';
import { plainMessage } from './thread-post';

/** What we say about a message in a thread, beneath it. One note for each `about`; what it says may change. */
export interface Note {
  /** What it is about: a claim's key. */
  readonly about: string;
  readonly root: string;
  readonly words: string;
  /** A row of buttons, or none. */
  readonly buttons?: object;
  readonly broadcast?: boolean;
}

interface PlacedNote {
  readonly ts: string;
  readonly words: string;
}

/** Puts a note into a thread, or changes the one that is there. Returns whether it stands. Never throws. */
export async function showNote(
  app: FullApp,
  note: Note,
  withinMs: number = DEADLINES.slackRequest,
): Promise<boolean> {
  const id = `note-${note.about}`;
  const metadata = { kind: 'note', id };
  const message = messageOf(note);
  const result = await once<Note, PlacedNote>(
    app,
    id,
    note,
    {
      withinMs,
      send: async (signal) => {
        const { root, broadcast = false, words } = note;
        const posted = await app.slack.post({ ...message, threadTs: root, broadcast, metadata }, signal);
        if (posted.kind === 'not-posted') return { kind: 'not-sent', reason: posted.reason };
        return { kind: 'sent', result: { ts: posted.ts, words } };
      },
      look: async (signal, { receivedAt }) => {
        const wanted = { id, root: note.root, since: Date.parse(receivedAt) };
        const found = await app.slack.findPosted(wanted, signal);
        return found === null ? { kind: 'absent' } : { kind: 'found', result: { ts: found.ts, words: '' } };
      },
    },
    // A second note is a nuisance and no loss.
    'person',
  );
  if (result.kind === 'claim-unavailable') return postPlainly(app, note, withinMs);
  if (result.kind !== 'done' && result.kind !== 'already-done') return false;
  // Just posted; a note that stood before may say something else by now than it did at first.
  if (result.kind === 'done' && result.result.words === note.words) return true;
  return change(app, result.result.ts, message, metadata, withinMs);
}

/**
 * Changes the note if it stands already; a note that was never needed stays away. Returns whether there is one. Never
 * throws.
 */
export async function settleNote(app: FullApp, note: Note): Promise<boolean> {
  try {
    const found = await readClaim(app, `note-${note.about}`);
    if (found !== null) await showNote(app, note);
    return found !== null;
  } catch {
    // It says what was true when it was written.
    return false;
  }
}

function messageOf({ words, buttons }: Note): { text: string; blocks: readonly object[] } {
  const { text, blocks } = plainMessage(words);
  return { text, blocks: buttons === undefined ? blocks : [...blocks, buttons] };
}

async function change(
  app: FullApp,
  ts: string,
  message: ReturnType<typeof messageOf>,
  metadata: { kind: string; id: string },
  withinMs: number,
): Promise<boolean> {
  try {
    await withDeadline(app.clock, withinMs, (signal) =>
      app.slack.update({ ts, ...message, metadata }, signal),
    );
    return true;
  } catch {
    return false;
  }
}

/** Without Sync the thread itself says whether the note stands; where it does not say, twice is better than not at all. Never throws. */
async function postPlainly(app: FullApp, note: Note, withinMs: number): Promise<boolean> {
  const { root, broadcast = false, about } = note;
  const metadata = { kind: 'note', id: `note-${about}` };
  const message = messageOf(note);
  try {
    const since = app.clock.now() - WITHOUT_CLAIM_MS;
    const wanted = { id: metadata.id, root, since };
    const found = await withDeadline(app.clock, withinMs, (signal) =>
      app.slack.findPosted(wanted, signal),
    ).catch(() => null);
    if (found !== null) return await change(app, found.ts, message, metadata, withinMs);
    const posted = await withDeadline(app.clock, withinMs, (signal) =>
      app.slack.post({ ...message, threadTs: root, broadcast, metadata }, signal),
    );
    return posted.kind === 'posted';
  } catch {
    return false;
  }
}

/** Whoever has something noted does so within minutes. */
const WITHOUT_CLAIM_MS = 60 * 60 * 1000;
