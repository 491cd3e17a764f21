import type { Route } from '../runtime/runtime';

/** What a function can be made to do in place of its work. */
export type Fault =
  | { readonly kind: 'none' }
  /** Answers 500. */
  | { readonly kind: 'throws' }
  /** Answers 429 without running, as we assume of a platform on which too much runs at once. */
  | { readonly kind: 'limited' }
  /** Never answers, until the platform's 504. */
  | { readonly kind: 'hangs' }
  /** The connection breaks. */
  | { readonly kind: 'down' }
  /** Starts its work `ms` milliseconds late. */
  | { readonly kind: 'slow'; readonly ms: number };

/** Stands for every function. */
export const ALL_FUNCTIONS = '*';

const NONE: Fault = { kind: 'none' };

/** Which function has which fault. Assets never have one: they come from elsewhere when every function is broken. */
export class Faults {
  readonly #byPath = new Map<string, Fault>();

  /** Puts `fault` in force for a path or for `ALL_FUNCTIONS`; `none` takes away what was set for exactly that. */
  set(path: string, fault: Fault): void {
    if (fault.kind === 'none') this.#byPath.delete(path);
    else this.#byPath.set(path, fault);
  }

  /** The fault in force for a route: its own one before that of all functions. */
  of(route: Route): Fault {
    if (route.kind === 'asset') return NONE;
    return this.#byPath.get(route.path) ?? this.#byPath.get(ALL_FUNCTIONS) ?? NONE;
  }
}
