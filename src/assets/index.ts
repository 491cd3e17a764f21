import type { DispatchConfig } from '../config/dispatch';
import { renderFallback } from '../cascade/twiml';
import { renderTextFallback } from '../conversations/text-twiml';

/**
 * Assets that are made from the routing file and the line's number (E.164, empty when unknown), by file name. Every other file
 * of this folder is deployed as it is.
 */
export const generatedAssets: Readonly<Record<string, (config: DispatchConfig, line: string) => string>> = {
  /** The number's fallback URL: rings everybody when no function works. */
  'fallback.protected.xml': renderFallback,
  /** The number's Messaging fallback URL: asks to call when no function works. */
  'sms-fallback.protected.xml': renderTextFallback,
};
