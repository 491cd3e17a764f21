import { plainMessage } from '../conversations/thread-post';
import { DEADLINES } from '../deadline';
import type { FullApp } from '../full-app';
import { once } from '../once/once';

/** Says something in the channel itself that the whole team has to know, once for each `key`. Returns whether it stands there. */
export async function postAlert(app: FullApp, key: string, words: string): Promise<boolean> {
  const id = `alert-${key}`;
  const result = await once<{ words: string }, { ts: string }>(
    app,
    id,
    { words },
    {
      withinMs: DEADLINES.slackCall,
      send: async (signal, { payload }) => {
        const message = plainMessage(`⚠ ${payload.words}`);
        const posted = await app.slack.post({ ...message, metadata: { kind: 'alert', id } }, signal);
        if (posted.kind === 'not-posted') return { kind: 'not-sent', reason: posted.reason };
        return { kind: 'sent', result: { ts: posted.ts } };
      },
      look: async (signal, { receivedAt }) => {
        const found = await app.slack.findPosted({ id, root: null, since: Date.parse(receivedAt) }, signal);
        return found === null ? { kind: 'absent' } : { kind: 'found', result: { ts: found.ts } };
      },
    },
  );
  return result.kind === 'done' || result.kind === 'already-done';
}
