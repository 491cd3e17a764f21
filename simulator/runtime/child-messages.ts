import type { LogLine } from '../../src/host';
import type { Runtime, RuntimeOptions } from './runtime';

/** Where a runtime listens and what it serves. */
export type Address = Pick<Runtime, 'origin' | 'routes'>;

/** What the supervisor says to the runtime's process. */
export type ToChild =
  | { readonly kind: 'start'; readonly options: RuntimeOptions }
  | { readonly kind: 'ping'; readonly id: number };

/** What the runtime's process says to its supervisor. */
export type FromChild =
  | { readonly kind: 'ready'; readonly address: Address }
  | { readonly kind: 'pong'; readonly id: number }
  | { readonly kind: 'log'; readonly line: LogLine };
