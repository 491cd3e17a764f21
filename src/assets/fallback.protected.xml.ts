import type { DispatchConfig } from '../config/dispatch';
import { renderFallback } from '../cascade/twiml';

/** The number's fallback document; the build writes it as a protected asset. */
export function contents(config: DispatchConfig): string {
  return renderFallback(config);
}
