import type * as Browser from './browser';

declare global {
  /** Put there by `browser-environment.cjs`. */
  var browser: typeof Browser;
}
