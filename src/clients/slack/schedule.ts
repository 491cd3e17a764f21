import { attempt, type CallSlack } from './call';

/** Schedules a message; one with metadata would never be posted. */
export async function schedule(
  call: CallSlack,
  channel: string,
  {
    text,
    threadTs,
    broadcast = false,
    postAt,
  }: { text: string; threadTs: string; broadcast?: boolean; postAt: number },
  signal: AbortSignal,
): Promise<string> {
  return attempt(async () => {
    const client = await call(signal);
    const reply = await client.chat.scheduleMessage({
      channel,
      text,
      post_at: Math.ceil(postAt / 1000),
      thread_ts: threadTs,
      reply_broadcast: broadcast,
    });
    if (reply.scheduled_message_id === undefined) throw new Error('the reply names no message');
    return reply.scheduled_message_id;
  });
}

/** Takes a scheduled message back; Slack keeps one that is due within a minute. */
export function unschedule(
  call: CallSlack,
  channel: string,
  id: string,
  signal: AbortSignal,
): Promise<'deleted' | 'too-late'> {
  return attempt(
    async () => {
      await (await call(signal)).chat.deleteScheduledMessage({ channel, scheduled_message_id: id });
      return 'deleted' as const;
    },
    { invalid_scheduled_message_id: 'too-late' } as const,
  );
}
