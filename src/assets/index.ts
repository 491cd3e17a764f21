import type { DispatchConfig } from '../config/dispatch';
import { renderFallback } from '../cascade/twiml';

/** Assets that are made from the routing file, by file name; every other file of this folder is deployed as it is. */
export const generatedAssets: Readonly<Record<string, (config: DispatchConfig) => string>> = {
  /** The number's fallback URL: rings everybody when no function works. */
  'fallback.protected.xml': renderFallback,
};
