/**
 * What the Web API refuses, by Slack's error code; `mistake` marks what only a fault of the caller's code can cause.
 * @see https://docs.slack.dev/reference/methods/chat.postMessage#errors
 */
const REFUSALS = {
  already_reacted: 'state',
  cant_delete_message: 'mistake',
  cant_update_message: 'mistake',
  channel_not_found: 'mistake',
  file_not_found: 'mistake',
  internal_error: 'state',
  invalid_arguments: 'mistake',
  invalid_auth: 'mistake',
  invalid_blocks: 'mistake',
  invalid_metadata_format: 'mistake',
  invalid_name: 'mistake',
  invalid_scheduled_message_id: 'state',
  invalid_time: 'mistake',
  message_not_found: 'state',
  metadata_too_large: 'mistake',
  missing_scope: 'mistake',
  msg_blocks_too_long: 'mistake',
  msg_too_long: 'mistake',
  no_text: 'mistake',
  not_authed: 'mistake',
  not_in_channel: 'mistake',
  ratelimited: 'state',
  restricted_too_many: 'state',
  thread_not_found: 'state',
  time_in_past: 'mistake',
  time_too_far: 'mistake',
  unknown_method: 'mistake',
  user_not_found: 'mistake',
} as const satisfies Record<string, 'mistake' | 'state'>;

/** The codes that the stand-in can answer with. */
export type SlackErrorCode = keyof typeof REFUSALS;

/** A request that Slack refuses; nearly always inside an HTTP 200. */
export class SlackError extends Error {
  override readonly name = 'SlackError';
  readonly code: SlackErrorCode;
  /** Seconds, when the request came too early. */
  readonly retryAfter: number;
  readonly #more: object;

  /** `more` is added to the reply. */
  constructor(code: SlackErrorCode, more: object = {}, retryAfter = 0) {
    super(code);
    this.code = code;
    this.retryAfter = retryAfter;
    this.#more = more;
  }

  /** Whether the caller's code is wrong, whatever the state of Slack. */
  get isMistake(): boolean {
    return REFUSALS[this.code] === 'mistake';
  }

  /** The body of Slack's error replies. */
  toJSON(): object {
    return { ok: false, error: this.code, ...this.#more };
  }
}
