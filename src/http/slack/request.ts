/** A JSON object of Slack's, of which only the fields that we rely on are typed. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Something that happened in our channel, for example a message. */
export interface SlackEvent extends JsonObject {
  readonly type: string;
  /** The dispatch channel's id. */
  readonly channel: string;
}

/** What the Events API posts (https://docs.slack.dev/apis/events-api). */
export interface SlackEventBody extends JsonObject {
  readonly type: 'event_callback';
  readonly team_id: string;
  readonly event: SlackEvent;
}

/** What a slash command posts (https://docs.slack.dev/interactivity/implementing-slash-commands). */
export interface SlackCommandForm extends Readonly<Record<string, string>> {
  /** With its slash. */
  readonly command: string;
  /** What was typed after it; may be empty. */
  readonly text: string;
  readonly user_id: string;
  /** Where it was typed: any channel at all. */
  readonly channel_id: string;
  readonly team_id: string;
}

/** What a button or a submitted dialog posts (https://docs.slack.dev/reference/interaction-payloads). */
export interface SlackActionPayload extends JsonObject {
  /** For example `block_actions` or `view_submission`. */
  readonly type: string;
  readonly user: JsonObject & { readonly id: string };
}

/** A request of Slack's whose meaning is known. */
export type SlackRequest =
  | { readonly kind: 'events'; readonly body: SlackEventBody }
  | { readonly kind: 'command'; readonly form: SlackCommandForm }
  | { readonly kind: 'action'; readonly payload: SlackActionPayload }
  /** To be answered with the challenge, when the request URL is entered in Slack. */
  | { readonly kind: 'url-verification'; readonly challenge: string };

/** A request that nothing may be done for; `why` is for the record, never for the sender. */
export interface Refused {
  readonly kind: 'refused';
  readonly why:
    'bad-key' | 'stale' | 'bad-signature' | 'wrong-team' | 'wrong-app' | 'wrong-channel' | 'malformed';
}

/** The refusal for this reason. */
export function refused(why: Refused['why']): Refused {
  return { kind: 'refused', why };
}

/** Whether the value is an object, and neither null nor an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
