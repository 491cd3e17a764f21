import { findDispatcher } from '../cascade/plan';
import type { DispatchConfig } from '../config/dispatch';

/** A dispatcher's name; the id where the routing file has no such person. */
export function nameOf(config: DispatchConfig, id: string): string {
  return findDispatcher(config, id)?.name ?? id;
}

/** "Ana", "Ana and Ben", "Ana, Ben and Sergio". */
export function namesOf(config: DispatchConfig, ids: readonly string[]): string {
  const names = ids.map((id) => nameOf(config, id));
  const [last = '', ...others] = names.reverse();
  return others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
}
