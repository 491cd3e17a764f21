import { TAG } from '../../../simulator/kill/tag-requests';
import type { Line } from '../stories';

/** What becomes of one request: no answer ever comes, or the vendor does what was asked and the answer gets lost. */
export type Hiccup = 'silence' | 'lost-answer';

/** Lets the request number `at` that any function makes from now on go wrong, and nothing else; tells whether there was one. */
export function loseOne(line: Line, at: number, hiccup: Hiccup): { readonly hasStruck: boolean } {
  const { vendors } = line.world;
  const { intercept } = vendors;
  const struck = { hasStruck: false };
  let count = 0;
  vendors.intercept = (request, response) => {
    if (intercept(request, response)) return true;
    if (request.headers[TAG] === undefined) return false;
    count += 1;
    if (count !== at) return false;
    struck.hasStruck = true;
    if (hiccup === 'lost-answer') {
      response.end = () => response.destroy();
      return false;
    }
    const exchange = line.activity.begin('stand-in');
    exchange.park();
    response.once('close', () => exchange.end());
    request.resume();
    return true;
  };
  return struck;
}
