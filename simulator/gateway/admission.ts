import type { Route } from '../runtime/runtime';
import { refusal, type Reply } from './outcome';
import { isSignedByTwilio, type SignedRequest } from './signature';

const METHODS: readonly string[] = ['GET', 'POST', 'OPTIONS'];
const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/**
 * Whether a Host header names this machine. Any other name means that a page of some site had its own name resolved
 * to 127.0.0.1, in order to talk to the local world from a browser.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && LOOPBACK_HOST.test(host);
}

/** Finds the route that a method and a raw path lead to, or the answer of the platform that there is none. */
export function findRoute(method: string, path: string, routes: readonly Route[]): Route | Reply {
  if (!METHODS.includes(method)) return refusal(405, `Twilio serves ${METHODS.join(', ')} only.`);
  const route = routes.find((candidate) => candidate.path === path);
  if (route === undefined) return refusal(404, 'There is no function or asset of this name.');
  if (route.access === 'private') return refusal(404, `This ${route.kind} is private: it has no address.`);
  return route;
}

/**
 * Looks at a whole request to a route; returns the platform's refusal, or null when it may go on. OPTIONS never gets
 * as far as a function, so it needs no signature; a GET with a body is refused
 * (https://www.twilio.com/docs/serverless/functions-assets/functions/request-flow).
 */
export function refuse(route: Route, request: SignedRequest, authToken: string): Reply | null {
  if (request.method === 'OPTIONS') return null;
  if (request.method === 'GET' && request.body.length > 0) {
    return refusal(403, 'Twilio refuses a GET request that has a body.');
  }
  if (route.access === 'protected' && !isSignedByTwilio(request, authToken)) {
    return refusal(
      403,
      `This ${route.kind} is protected: X-Twilio-Signature is missing or wrong for ${request.url}`,
    );
  }
  return null;
}
