import type { SlackPost } from '../clients/slack';
import { DEADLINES } from '../deadline';
import type { FullApp } from '../full-app';
import { LATE_MS } from '../once/claim';
import type { Work } from '../once/work';

/** The work of putting one message into the channel itself; `id` is its claim and its id in Slack, `kind` what it is. */
export function channelWork<Payload>(
  app: FullApp,
  id: string,
  kind: string,
  messageOf: (payload: Payload) => Pick<SlackPost, 'text' | 'blocks'>,
  more: Readonly<Record<string, string>> = {},
): Work<Payload, { ts: string }> {
  const metadata = { kind, id, ...more };
  return {
    withinMs: DEADLINES.slackCall,
    lateMs: LATE_MS.slack,
    send: async (signal, { payload }) => {
      const posted = await app.slack.post({ ...messageOf(payload), metadata }, signal);
      if (posted.kind === 'not-posted') return { kind: 'not-sent', reason: posted.reason };
      return { kind: 'sent', result: { ts: posted.ts } };
    },
    look: async (signal, { receivedAt }) => {
      const found = await app.slack.findPosted({ id, root: null, since: Date.parse(receivedAt) }, signal);
      return found === null ? { kind: 'absent' } : { kind: 'found', result: { ts: found.ts } };
    },
  };
}
