import { z } from 'zod';
import type { DispatchConfig } from '../../src/config/dispatch';
import type { WorldEvent } from '../events';
import type { WorldState } from '../state';

/** What stops working at the switch of a button. */
export const SYNC_FAULTS = ['none', 'down', 'slow', 'silent'] as const;
export const FUNCTION_FAULTS = ['none', 'throws', 'hangs', 'down', 'slow'] as const;
export type SyncFault = (typeof SYNC_FAULTS)[number];
export type FunctionFault = (typeof FUNCTION_FAULTS)[number];

/** Everything a person can do in the local world, by the page or by `npm run simulate`. */
export const actionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('call.place'), from: z.string().max(40) }),
  z.strictObject({ type: z.literal('call.hangUp'), sid: z.string() }),
  z.strictObject({
    type: z.literal('call.speak'),
    sid: z.string(),
    seconds: z.number().int().min(1).max(600),
  }),
  z.strictObject({ type: z.literal('call.press'), sid: z.string(), digit: z.string().regex(/^[0-9*#]$/) }),
  z.strictObject({
    type: z.enum(['phone.answer', 'phone.decline', 'phone.mailbox', 'phone.hangUp']),
    who: z.string(),
  }),
  z.strictObject({ type: z.literal('phone.press'), who: z.string(), digit: z.string().regex(/^[0-9*#]$/) }),
  z.strictObject({
    type: z.literal('availability.set'),
    who: z.string(),
    status: z.enum(['online', 'offline', 'dnd']),
    minutes: z
      .number()
      .int()
      .min(1)
      .max(24 * 60),
  }),
  z.strictObject({ type: z.literal('fault.sync'), fault: z.enum(SYNC_FAULTS) }),
  z.strictObject({
    type: z.literal('fault.function'),
    path: z.string().max(80),
    fault: z.enum(FUNCTION_FAULTS),
  }),
]);

export type Action = z.infer<typeof actionSchema>;

/** What the page shows besides calls and phones. */
export interface Desk {
  /** By dispatcher id: away or not, and until when (ISO 8601). */
  readonly availability: Readonly<
    Record<string, { status: 'online' | 'offline' | 'dnd'; until: string | null }>
  >;
  readonly syncFault: SyncFault;
  /** By path; `*` stands for every function. */
  readonly functionFaults: Readonly<Record<string, FunctionFault>>;
  /** Who would ring if a stranger called now, in words. */
  readonly wouldRing: string;
}

/** One message of the live stream `GET /_world/events`. */
export type Message =
  | {
      readonly kind: 'snapshot';
      readonly config: DispatchConfig;
      readonly line: string;
      readonly functions: readonly string[];
      readonly state: WorldState;
      readonly desk: Desk;
      /** The world's clock, ms; the page shows durations by it. */
      readonly now: number;
    }
  | { readonly kind: 'event'; readonly event: WorldEvent }
  | { readonly kind: 'desk'; readonly desk: Desk };
