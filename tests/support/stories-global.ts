import type * as Stories from './stories';

declare global {
  /** Put there by `world-environment.cjs`. */
  var stories: typeof Stories;
}
