import type { Line } from '../stories';

/** How long a run of a function took of what it may take, in milliseconds (design §8). */
export interface Budget {
  readonly path: string;
  readonly ms: number;
  readonly limit: number;
}

/** Whose answer is waited for by a caller, by Slack, or by nobody. A callback about a message is waited for by nobody. */
function limitOf(path: string): number {
  if (path.startsWith('/slack-')) return 2500;
  const isVoice = path.startsWith('/voice-') && path !== '/voice-message';
  return isVoice ? 1500 : 8000;
}

/** Every run that has come to its end, whoever came closest to the limit first. */
export function budgetsOf({ world }: Line): readonly Budget[] {
  const runs = world.executions.all.flatMap(({ path, startedAt, endedAt, isDead }) => {
    if (endedAt === null || isDead) return [];
    return [{ path, ms: endedAt - startedAt, limit: limitOf(path) }];
  });
  return runs.sort((one, other) => other.ms / other.limit - one.ms / one.limit);
}
