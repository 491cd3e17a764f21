/** What our buttons ask for, and what goes along: a claim's key. */
export type ButtonAction =
  /** Put out what may or may not be out, or was not: the same claim, now at a person's word. */
  | 'put_out_again'
  /** Send what was sent and did not arrive: another claim. */
  | 'send_again';

/** A row of one button. `value` comes back with the press; the message itself is not trusted for it. */
export function buttonRow(action: ButtonAction, label: string, value: string): object {
  const button = {
    type: 'button',
    action_id: action,
    text: { type: 'plain_text', text: label, emoji: false },
    value,
  };
  return { type: 'actions', elements: [button] };
}
