import type { SlackMember } from '../slack';
import { attempt, type CallSlack } from './call';
import { toMember } from './read';

/** The user id under which we post. */
export function fetchSelf(call: CallSlack, signal: AbortSignal): Promise<string> {
  return attempt(async () => {
    const { user_id: id } = await (await call(signal)).auth.test();
    if (id === undefined) throw new Error('the reply names no user');
    return id;
  });
}

/** Who somebody is; null when Slack does not know this user. */
export function fetchMember(
  call: CallSlack,
  teamId: string,
  user: string,
  signal: AbortSignal,
): Promise<SlackMember | null> {
  return attempt(async () => toMember((await (await call(signal)).users.info({ user })).user, teamId), {
    user_not_found: null,
    users_not_found: null,
  });
}
