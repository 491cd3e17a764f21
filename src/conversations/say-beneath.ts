import type { FullApp } from '../full-app';
import { once } from '../once/once';
import { keep } from '../outbox/keep';
import { isKept } from '../outbox/store';
import { channelWork } from './channel-work';
import { showNote } from './note';
import { plainMessage } from './thread-post';

/** Words for the whole team beneath a message of ours: the payload of the claim `note-<about>`. */
export interface TeamNote {
  readonly about: string;
  /** The message; null: there is none, and the words go into the channel itself. */
  readonly root: string | null;
  readonly words: string;
}

/** Says it once, and shows it in the channel, too. Returns whether it stands, or waits in the outbox. Never throws. */
export async function sayBeneath(app: FullApp, note: TeamNote): Promise<boolean> {
  if (await putNote(app, note)) return true;
  const at = new Date(app.clock.now()).toISOString();
  const item = { key: `note-${note.about}`, kind: 'note', phone: note.root ?? 'channel', at } as const;
  return isKept(keep(app, item, note));
}

/** The same without the outbox: returns whether it stands. Never throws. */
export async function putNote(app: FullApp, note: TeamNote): Promise<boolean> {
  const { about, root } = note;
  if (root !== null) return showNote(app, { ...note, root, broadcast: true });
  const id = `note-${about}`;
  const work = channelWork<TeamNote>(app, id, 'alert', ({ words }) => plainMessage(`⚠ ${words}`));
  const { kind } = await once(app, id, note, work);
  return kind === 'done' || kind === 'already-done';
}
