import type { App } from '../app';
import { noteOnCall } from '../availability/store';
import { withDeadline } from '../deadline';
import type { Outcome, Reply } from '../http/outcome';
import type { CallRecord } from './call-record';
import { readCaller, type Caller } from './caller';
import { readScreenedLeg, type Params, type ScreenedLeg } from './request';
import { addToCall, type Stored } from './store';
import { renderBridge, renderHangup, renderReminder, renderScreen } from './twiml';

/** Reading and writing the record together: somebody holds a phone to the ear meanwhile. */
const RECORD_MS = 1200;

/** Speaks to the person who picked up, and puts on record who that was. */
export async function screenCallee(app: App, params: Params): Promise<Outcome> {
  const leg = readScreenedLeg(params);
  const stored = await note(app, leg, 'leg.screened');
  return { reply: prompt(app, leg, stored.record), events: stored.added, subject: `call:${leg.call}` };
}

/** The same without the record: the caller is whoever the phone shows. */
export function screenCalleeBlindly(app: App, params: Params): Reply {
  return prompt(app, readScreenedLeg(params), null);
}

/** Takes the key that was pressed: 1 puts the caller through and is on record before. The first wrong key asks once more. */
export async function acceptCall(app: App, params: Params): Promise<Outcome> {
  const leg = readScreenedLeg(params);
  const meaning = meaningOf(leg);
  const [stored] = await Promise.all([
    note(app, leg, `leg.${meaning}`),
    meaning === 'accepted' ? markOnCall(app, leg) : undefined,
  ]);
  return { reply: acceptCallBlindly(app, params), events: stored.added, subject: `call:${leg.call}` };
}

/** What the key means, with nothing read and nothing stored. */
export function acceptCallBlindly({ config, origin }: App, params: Params): Reply {
  const leg = readScreenedLeg(params);
  const meaning = meaningOf(leg);
  switch (meaning) {
    case 'accepted':
      return { kind: 'twiml', xml: renderBridge() };
    case 'reminded':
      return { kind: 'twiml', xml: renderReminder({ config, origin }, leg) };
    case 'refused':
      return { kind: 'twiml', xml: renderHangup() };
    default:
      return meaning satisfies never;
  }
}

function meaningOf({ digits, reminded }: ScreenedLeg): 'accepted' | 'reminded' | 'refused' {
  if (digits === '1') return 'accepted';
  return reminded ? 'refused' : 'reminded';
}

function note(
  app: App,
  { leg, call, who, step, shown }: ScreenedLeg,
  type: 'leg.screened' | 'leg.accepted' | 'leg.reminded' | 'leg.refused',
): Promise<Stored> {
  const identity = { sid: leg === '' ? '' : call, caller: shown, to: app.line };
  return addToCall(app.documents, app.clock, identity, [{ type, key: `${type}:${leg}`, leg, who, step }], {
    known: 'unknown',
    withinMs: RECORD_MS,
  });
}

/** Best effort: without the note the next caller rings somebody who is talking. */
async function markOnCall(app: App, { who, leg }: ScreenedLeg): Promise<void> {
  if (!app.config.dispatchers.some(({ id }) => id === who)) return;
  await withDeadline(app.clock, RECORD_MS, (signal) =>
    noteOnCall(app.documents, app.clock, who, leg, signal),
  ).catch(() => undefined);
}

function prompt(app: App, leg: ScreenedLeg, record: CallRecord | null): Reply {
  const { config, origin, line } = app;
  const caller = callerOf(app, leg, record);
  return { kind: 'twiml', xml: renderScreen({ config, origin, caller, line }, leg) };
}

/** The phone may show the line instead of the caller, so the record knows better. */
function callerOf(app: App, leg: ScreenedLeg, record: CallRecord | null): Caller {
  const wasStarted = record?.events.some((event) => event.type === 'call.decided') === true;
  if (record !== null && wasStarted) return readCaller(record.from ?? '');
  const showsLine = leg.shown.kind === 'number' && leg.shown.phone === app.line;
  return showsLine ? { kind: 'withheld' } : leg.shown;
}
