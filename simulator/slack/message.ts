/** A JSON object of Slack's. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A block of Block Kit, with the `block_id` that Slack gave it. */
export interface Block extends JsonObject {
  readonly type: string;
  readonly block_id: string;
}

/** A file that is shared in a message. */
export interface SharedFile {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
  /** Bytes. */
  readonly size: number;
}

/** A message as Slack keeps it. */
export interface Message {
  readonly channel: string;
  readonly ts: string;
  /** The id of who posted it. */
  readonly user: string;
  /** In Slack's markup. */
  readonly text: string;
  readonly blocks: readonly Block[];
  /** The root's ts in a reply; null outside threads and in the root itself. */
  readonly threadTs: string | null;
  /** A reply that is shown in the channel as well. */
  readonly isBroadcast: boolean;
  readonly metadata: JsonObject | null;
  readonly files: readonly SharedFile[];
  readonly reactions: readonly { readonly name: string; readonly users: readonly string[] }[];
  readonly edited: { readonly user: string; readonly ts: string } | null;
  /** A deleted root whose replies remain. */
  readonly isTombstone: boolean;
}

/** What a message consists of when it is posted; the rest has its empty value. */
export type Draft = Pick<Message, 'channel' | 'user' | 'text'> &
  Partial<Pick<Message, 'blocks' | 'threadTs' | 'isBroadcast' | 'metadata' | 'files'>>;

/** Something that happened to a message. */
export type MessageChange =
  | { readonly type: 'posted'; readonly message: Message }
  | { readonly type: 'edited'; readonly message: Message; readonly before: Message }
  /** `message` is the tombstone that a root with replies leaves. */
  | { readonly type: 'removed'; readonly message: Message | null; readonly before: Message }
  | { readonly type: 'reacted'; readonly message: Message };
