import type { Clock } from './clock';
import { RelayError } from './errors';

/** How long each part may take, in milliseconds (design §8). */
export const DEADLINES = {
  /** Reading the availability of everybody, or one stored record, on the way to the TwiML. */
  read: 800,
  /**
   * Changing one stored document where nobody waits for TwiML: a read, a write, and both once more after a conflict. Each request
   * of it has `read` (design §8: Sync 0.8 s).
   */
  change: 3300,
  /** Storing a decision before it is answered. */
  write: 500,
  /** A whole voice webhook; a caller hears silence meanwhile. Below the promised 1.5 s by the time a reply takes. */
  voice: 1400,
  /** A status or recording callback, which nobody waits for. */
  callback: 8000,
  /** A route that Slack calls: it waits 3 s. */
  slack: 2500,
  /** One request to Slack on a route that Slack calls, and elsewhere. */
  slackRequest: 1200,
  slackCall: 2000,
  /** One request to Twilio's REST API; on a route that Slack calls there is less time. */
  rest: 2000,
  restOnSlack: 1000,
} as const;

/** The limit of a route whose TwiML somebody waits for. */
export const voiceDeadline = (): number => DEADLINES.voice;

/** The limit of a route that only takes in what happened. */
export const callbackDeadline = (): number => DEADLINES.callback;

/** The limit of a route that Slack calls. */
export const slackDeadline = (): number => DEADLINES.slack;

/**
 * Runs `work` for at most `ms` milliseconds: then its signal aborts and the result is a `RelayError` (`deadline`), even
 * if the work does not listen to the signal.
 */
export function withDeadline<Result>(
  clock: Clock,
  ms: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => {
      const error = new RelayError('deadline', {
        text: `It took longer than ${ms} ms.`,
        advice: 'Look at the vendor status pages; nothing was waited for any longer.',
      });
      reject(error);
      controller.abort(error);
    });
    work(controller.signal).then(resolve, reject).finally(cancel);
  });
}

/** Resolves `ms` milliseconds later. */
export function pause(clock: Clock, ms: number): Promise<void> {
  return clock.sleep?.(ms) ?? new Promise((resolve) => void clock.after(ms, resolve));
}
