import type { App } from '../app';
import { reachOf } from '../availability/availability';
import { changeAvailability, type ChangeOptions } from '../availability/change-availability';
import type { AvailabilityEvent, SettingRequest } from '../availability/setting';
import { readPresences } from '../availability/store';
import type { Presences } from '../cascade/plan';
import { RelayError } from '../errors';

/** A setting that is stored, with what is known of everybody now; or why it is not. */
export type Applied =
  | {
      readonly kind: 'applied';
      readonly presences: Presences;
      /** Empty when another setting outranks it and nothing was changed. */
      readonly events: readonly AvailabilityEvent[];
    }
  /** `uncertain`: it may have been stored. */
  | { readonly kind: 'not-applied'; readonly why: 'unavailable' | 'uncertain' };

/** Stores one setting and reads how everybody is, at once. */
export async function applySetting(
  app: App,
  setting: SettingRequest,
  options: ChangeOptions,
): Promise<Applied> {
  try {
    const [{ document, event }, known] = await Promise.all([
      changeAvailability(app, setting, options),
      readEverybody(app),
    ]);
    // What was read may be from before the change.
    const reach = reachOf({ kind: 'read', data: document }, app.clock.now());
    const presences = { ...known, [setting.who]: { onCall: known[setting.who]?.onCall === true, reach } };
    return { kind: 'applied', presences, events: event === null ? [] : [event] };
  } catch (error) {
    if (!(error instanceof RelayError)) throw error;
    return { kind: 'not-applied', why: error.code === 'deadline' ? 'uncertain' : 'unavailable' };
  }
}

/** What is known of all dispatchers, also of those whom no step rings. Never throws; within 800 ms. */
export function readEverybody({ documents, clock, config }: App): Promise<Presences> {
  const everybody = { ring: config.dispatchers.map(({ id }) => id), timeout: 0, evenIfUnavailable: false };
  return readPresences(documents, clock, { ...config, cascade: [everybody] });
}
