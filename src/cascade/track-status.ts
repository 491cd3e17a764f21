import type { App } from '../app';
import type { FullApp } from '../full-app';
import { noteOffCall, noteOnCall } from '../availability/store';
import { withDeadline } from '../deadline';
import type { Outcome, Reply } from '../http/outcome';
import { alertIfDue, mayGetLost } from '../notifications/alert-call';
import type { CallEvent } from './call-record';
import { isOver, merge, type Callback } from './leg-record';
import { findDispatcher } from './plan';
import { readCallback, type Params } from './request';
import { CALLBACK_STORE_MS, changeLegs, readCallRecord } from './store';

/** Takes in a status callback, of the call or of one leg; when that completes the picture of a missed call, raises its alert. */
export async function trackStatus(app: FullApp, params: Params): Promise<Outcome> {
  const read = readCallback(params, app.clock.now());
  if (read === null) return { reply: { kind: 'done' }, events: [], subject: 'call:?' };
  const { call, callback } = read;
  const subject = `call:${call}`;
  const legs = await withDeadline(app.clock, CALLBACK_STORE_MS, (signal) =>
    changeLegs(app.documents, call, (record) => merge(record, callback), signal),
  );
  await trackOnCall(app, callback);
  if (legs.end === undefined) return { reply: { kind: 'done' }, events: [], subject };
  const reading = await readCallRecord(app.documents, app.clock, call);
  if (reading.kind === 'unreadable') return { reply: { kind: 'repeat' }, events: [], subject };
  const record = reading.kind === 'read' ? reading.record : null;
  const alerted = await alertIfDue(app, record, legs);
  const reply: Reply = mayGetLost(alerted) ? { kind: 'repeat' } : { kind: 'done' };
  if (alerted.kind !== 'raised' || !alerted.isNews) return { reply, events: [], subject };
  const { kind, to, at } = alerted.alert;
  // The claim is stored already, so a failure here loses nothing.
  await withDeadline(app.clock, CALLBACK_STORE_MS, (signal) =>
    changeLegs(app.documents, call, (present) => ({ ...present, alert: { alert: kind, to } }), signal),
  ).catch(() => undefined);
  const event: CallEvent = { at, key: 'alert', type: 'alert.raised', alert: kind, to };
  return { reply, events: [event], subject };
}

/** A callback that could not be stored is asked for again; storing it twice changes nothing. */
export function askAgain(): Reply {
  return { kind: 'repeat' };
}

/** Somebody who is not screened is on a call from the pick-up; everybody is off it when the leg is over. Best effort. */
async function trackOnCall(app: App, callback: Callback): Promise<void> {
  if (callback.about !== 'leg') return;
  const { who, leg, status } = callback;
  const dispatcher = findDispatcher(app.config, who);
  if (dispatcher === undefined) return;
  const work = (signal: AbortSignal): Promise<void> => {
    if (isOver(status)) return noteOffCall(app.documents, who, leg, signal);
    if (status === 'in-progress' && !dispatcher.screen) {
      return noteOnCall(app.documents, app.clock, who, leg, signal);
    }
    return Promise.resolve();
  };
  await withDeadline(app.clock, CALLBACK_STORE_MS, work).catch(() => undefined);
}
