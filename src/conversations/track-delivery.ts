import { numberOf, textOf, type Params } from '../cascade/request';
import type { FullApp } from '../full-app';
import type { Outcome, Reply } from '../http/outcome';
import { tellOfLostText } from '../jobs/lost-text';
import { tellOfLostAlert } from '../notifications/lost-alert';
import { drain } from '../outbox/drain';
import { enqueue, isKept } from '../outbox/store';
import { readClaim } from '../once/read-claim';
import { explainFailure } from './delivery';
import type { About } from './send-text';
import { showDelivery } from './show-delivery';
import { subjectOf } from './subject';

/** Twilio's word on how a message of ours fared: a status callback, or what its list says. */
export interface DeliveryReport {
  readonly sid: string;
  readonly to: string;
  readonly state: 'delivered' | 'failed' | 'under-way';
  readonly code: number;
  readonly kind: string;
  readonly key: string;
  readonly ts: string;
  readonly root: string;
  readonly job: string;
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
  const isTaken = (await takeReport(app, report)) !== 'not-taken';
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

/** What became of a report: `known` was taken in before, `not-taken` has to come again. */
export type ReportTaken = 'news' | 'known' | 'not-taken';

/** Shows what a report says where the message was written, once. Throws `RelayError`. */
export async function takeReport(app: FullApp, report: DeliveryReport): Promise<ReportTaken> {
  const isFailure = report.state === 'failed';
  switch (report.kind) {
    case 'reply':
      return takeReply(app, report);
    case 'alert':
      return isFailure ? taken(await tellOfAlert(app, report)) : 'known';
    case 'job':
    case 'escalation':
      return isFailure ? taken(await tellOfLostJobText(app, report)) : 'known';
    default:
      return 'known';
  }
}

function taken(isTold: boolean): ReportTaken {
  return isTold ? 'news' : 'not-taken';
}

async function takeReply(app: FullApp, report: DeliveryReport): Promise<ReportTaken> {
  const { sid, state, code, key, ts, root } = report;
  if (state === 'under-way') return 'known';
  if (state === 'delivered' && (await wasShown(app, sid, 'failed'))) return 'known';
  const place = ts === '' || root === '' ? {} : { ts, root };
  const claim = `shown-${sid}-${state}`;
  const result = await showDelivery(app, claim, { state, code, key, ...place });
  if (result.kind === 'done') return 'news';
  if (result.kind === 'already-done') return 'known';
  if (result.kind === 'claim-unavailable') return 'not-taken';
  const at = new Date(app.clock.now()).toISOString();
  return taken(await isKept(enqueue(app, { key: claim, kind: 'show', phone: report.to, at })));
}

/** A late “delivered” does not hide an error. */
async function wasShown(app: FullApp, sid: string, state: string): Promise<boolean> {
  return (await readClaim(app, `shown-${sid}-${state}`)) !== null;
}

function tellOfAlert(app: FullApp, { sid, to, code }: DeliveryReport): Promise<boolean> {
  return tellOfLostAlert(app, { key: `lost-${sid}`, to, why: explainFailure(code).words });
}

function tellOfLostJobText(app: FullApp, { key, to, job, code }: DeliveryReport): Promise<boolean> {
  return tellOfLostText(app, { key, to, job, why: explainFailure(code).words });
}

/** Puts a report together from what Twilio's list says and what the message is about. */
export function deliveryReport(
  listed: { readonly sid: string; readonly to: string; readonly status: string; readonly code: number },
  { kind, key = '', ts = '', root = '', job = '' }: About,
): DeliveryReport {
  const { sid, to, status, code } = listed;
  return { sid, to, state: stateOf(status), code, kind, key, ts, root, job };
}

function readReport(params: Params): DeliveryReport | null {
  const sid = textOf(params, 'MessageSid');
  if (!/^(SM|MM)[0-9a-f]{32}$/.test(sid)) return null;
  const [kind, key, ts, root, job] = ['kind', 'key', 'ts', 'root', 'job'].map((name) => textOf(params, name));
  return {
    sid,
    to: textOf(params, 'To'),
    state: stateOf(textOf(params, 'MessageStatus')),
    code: numberOf(params, 'ErrorCode') ?? 0,
    kind: kind ?? '',
    key: key ?? '',
    ts: ts ?? '',
    root: root ?? '',
    job: job ?? '',
  };
}

function stateOf(status: string): DeliveryReport['state'] {
  if (status === 'delivered' || status === 'read') return 'delivered';
  return status === 'failed' || status === 'undelivered' ? 'failed' : 'under-way';
}
