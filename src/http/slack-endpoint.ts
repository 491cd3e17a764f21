import { slackDeadline } from '../deadline';
import type { FullApp } from '../full-app';
import { fullEndpoint, type Handler, type Route } from './endpoint';
import type { Outcome } from './outcome';
import { atTheDoor, type Admitted } from './slack-door';

/** A route that Slack calls. */
export type SlackRoute<Opened extends FullApp> = Pick<Route<Opened>, 'open' | 'fallback'> & {
  /** Sees only what Slack has signed, or what may be asked of Slack. */
  readonly handle: (app: Opened, visitor: Admitted) => Promise<Outcome>;
};

/** Makes a Twilio function of a route that Slack calls: everybody else is turned away before anything is done. */
export function slackEndpoint<Opened extends FullApp>({ handle, ...route }: SlackRoute<Opened>): Handler {
  return fullEndpoint({
    ...route,
    handle: (app, params) => atTheDoor(app, params, handle),
    leg: 'none',
    within: slackDeadline,
  });
}
