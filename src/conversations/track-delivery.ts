import { numberOf, textOf, type Params } from '../cascade/request';
import { DEADLINES, withDeadline } from '../deadline';
import type { FullApp } from '../full-app';
import type { Outcome, Reply } from '../http/outcome';
import { drain } from '../outbox/drain';
import { enqueue } from '../outbox/store';
import { explainFailure } from './delivery';
import { partyOf } from './party';
import { postToThread } from './post-to-thread';
import { showDelivery, type ShownDelivery } from './show-delivery';
import { subjectOf } from './subject';
import { wordsPost } from './thread-post';

/** A status callback about a text of ours. */
interface Report {
  readonly sid: string;
  readonly to: string;
  readonly state: 'delivered' | 'failed' | 'under-way';
  readonly code: number;
  readonly kind: string;
  readonly key: string;
  readonly ts: string;
  readonly root: string;
}

/** What other work may be done along the way: items, and until how long (ms) after the start. */
const MOST_ALONG = 2;
const ALONG_MS = 4000;

/** Takes in how a text fared and shows it where it was written. Throws `RelayError`, so that Twilio repeats the callback. */
export async function trackDelivery(app: FullApp, params: Params): Promise<Outcome> {
  const report = readReport(params);
  const subject = subjectOf(app, report?.to ?? '');
  if (report === null || report.state === 'under-way') {
    return { reply: { kind: 'done' }, events: [], subject };
  }
  const isTaken = await take(app, report);
  const drained = isTaken ? await drain(app, along(app)) : [];
  const at = new Date(app.clock.now()).toISOString();
  const event = { at, key: report.sid, type: `delivery.${report.state}`, why: String(report.code) } as const;
  return { reply: isTaken ? { kind: 'done' } : { kind: 'repeat' }, events: [event, ...drained], subject };
}

/** A callback that could not be taken in is asked for again. */
export function askForReportAgain(): Reply {
  return { kind: 'repeat' };
}

function along({ clock }: FullApp) {
  return { most: MOST_ALONG, until: clock.now() + ALONG_MS };
}

/** Returns whether it is shown, or surely will be. */
async function take(app: FullApp, report: Report): Promise<boolean> {
  switch (report.kind) {
    case 'reply':
      return takeReply(app, report);
    case 'alert':
      return report.state === 'delivered' || tellOfLostAlert(app, report);
    default:
      return true;
  }
}

async function takeReply(app: FullApp, report: Report): Promise<boolean> {
  const { sid, state, code, key } = report;
  const place = await placeOf(app, report);
  // Without a message in Slack there is nothing to show it on.
  if (place === null || state === 'under-way') return true;
  if (state === 'delivered' && (await wasShown(app, sid, 'failed'))) return true;
  const shown: ShownDelivery = { state, code, key, ...place };
  const claim = `shown-${sid}-${state}`;
  const result = await showDelivery(app, claim, shown);
  if (result.kind === 'done' || result.kind === 'already-done') return true;
  if (result.kind === 'claim-unavailable') return false;
  const at = new Date(app.clock.now()).toISOString();
  return enqueue(app, { key: claim, kind: 'show', phone: report.to, at });
}

/** The message that the text came from: named by the callback, or where a copy of the text was put. */
async function placeOf(
  app: FullApp,
  { ts, root, key }: Report,
): Promise<{ ts: string; root: string } | null> {
  if (ts !== '' && root !== '') return { ts, root };
  const found = await withDeadline(app.clock, DEADLINES.read, (signal) =>
    app.documents.fetch(`once-copy-${key}`, signal),
  );
  const { result } = (found?.data ?? {}) as { result?: { ts: string; root: string } };
  return result ?? null;
}

/** A late “delivered” does not hide an error. */
async function wasShown(app: FullApp, sid: string, state: string): Promise<boolean> {
  const found = await withDeadline(app.clock, DEADLINES.read, (signal) =>
    app.documents.fetch(`once-shown-${sid}-${state}`, signal),
  );
  return found !== null;
}

async function tellOfLostAlert(app: FullApp, { sid, to, code }: Report): Promise<boolean> {
  const party = partyOf(app.config, to);
  const name = party.kind === 'team' ? party.name : 'a phone';
  const words = `An alert did not reach ${name}. ${explainFailure(code).words}`;
  const key = `lost-${sid}`;
  const result = await postToThread(app, key, wordsPost(party, 'alert', words, 'always'));
  if (result.kind === 'done' || result.kind === 'already-done') return true;
  if (result.kind === 'claim-unavailable') return false;
  return enqueue(app, { key, kind: 'post', phone: to, at: new Date(app.clock.now()).toISOString() });
}

function readReport(params: Params): Report | null {
  const sid = textOf(params, 'MessageSid');
  if (!/^(SM|MM)[0-9a-f]{32}$/.test(sid)) return null;
  const [kind, key, ts, root] = ['kind', 'key', 'ts', 'root'].map((name) => textOf(params, name));
  return {
    sid,
    to: textOf(params, 'To'),
    state: stateOf(textOf(params, 'MessageStatus')),
    code: numberOf(params, 'ErrorCode') ?? 0,
    kind: kind ?? '',
    key: key ?? '',
    ts: ts ?? '',
    root: root ?? '',
  };
}

function stateOf(status: string): Report['state'] {
  if (status === 'delivered' || status === 'read') return 'delivered';
  return status === 'failed' || status === 'undelivered' ? 'failed' : 'under-way';
}
