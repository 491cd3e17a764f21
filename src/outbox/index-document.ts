/** Something that is claimed and not out yet: the claim `once-<key>` holds what it is. */
export interface OutboxItem {
  readonly key: string;
  /** What has to be done about it. */
  readonly kind: 'post' | 'media' | 'send' | 'show' | 'announce' | 'note';
  /** Whose it is. */
  readonly phone: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** The document `outbox`: what waits, the oldest first. */
export interface Outbox {
  readonly v: 1;
  readonly items: readonly OutboxItem[];
}

/** Documents hold 16 KiB. What does not fit is still claimed, and `/tick` finds it in Twilio's own lists. */
const MOST_ITEMS = 100;

/** Reads what Sync holds; anything else is an empty outbox. */
export function readOutbox(data: unknown): Outbox {
  const candidate = data as Partial<Outbox> | null;
  return candidate?.v === 1 && Array.isArray(candidate.items) ? (candidate as Outbox) : { v: 1, items: [] };
}

/** With one more item; the same outbox when it is there already or when it is full. */
export function withItem(outbox: Outbox, item: OutboxItem): Outbox {
  const isKnown = outbox.items.some((known) => idOf(known) === idOf(item));
  if (isKnown || outbox.items.length >= MOST_ITEMS) return outbox;
  return { ...outbox, items: [...outbox.items, item] };
}

/** What tells an item from all others. */
export function idOf({ kind, key }: OutboxItem): string {
  return `${kind} ${key}`;
}

/** Without the items with these ids. */
export function withoutItems(outbox: Outbox, ids: ReadonlySet<string>): Outbox {
  const items = outbox.items.filter((item) => !ids.has(idOf(item)));
  return items.length === outbox.items.length ? outbox : { ...outbox, items };
}

/** Who has to take an item. */
export type Taker = 'slack' | 'rest';

/** Returns who has to take an item. */
export function takerOf({ kind }: OutboxItem): Taker {
  return kind === 'send' ? 'rest' : 'slack';
}

/**
 * The item to put out next: the first that no earlier one of the same row holds up. `done` and `failed` are ids of this round;
 * whoever has failed in it comes later, and who is `down` not at all.
 */
export function nextItem(
  { items }: Outbox,
  done: ReadonlySet<string>,
  failed: ReadonlySet<string>,
  down: ReadonlySet<Taker> = new Set(),
): OutboxItem | null {
  const open = items.filter((item) => failed.has(idOf(item)));
  const heldUp = new Set(open.map(rowOf));
  const doubtful = new Set(open.map(takerOf));
  const free = items.filter(
    (item) => !done.has(idOf(item)) && !heldUp.has(rowOf(item)) && !down.has(takerOf(item)),
  );
  return free.find((item) => !doubtful.has(takerOf(item))) ?? free[0] ?? null;
}

/** Items of one row are put out in their order: what is posted for a phone, and what is sent to it. */
function rowOf(item: OutboxItem): string {
  return item.kind === 'show' ? idOf(item) : `${takerOf(item)} ${item.phone}`;
}
