import type { Params } from '../cascade/request';
import type { App, Settings } from '../app';
import { isService } from '../http/bearer';
import type { Outcome, Reply } from '../http/outcome';
import { headersOf } from '../http/request';
import { SETTINGS } from '../settings/list';

/** Put in place by the build from `package.json`. */
declare const __RELAY_VERSION__: string;

/** What `/health` needs: the settings themselves, to say which are there. */
export interface HealthApp extends App {
  readonly settings: Settings;
}

/** Anybody may ask whether the functions answer; the service's token shows more. */
export function authenticateNobody(): Reply | null {
  return null;
}

/** Says that the functions answer and in which version; with the service's token also which settings are there, never their values. */
export function serveHealth(app: HealthApp, params: Params): Promise<Outcome> {
  const body = { ok: true, version: __RELAY_VERSION__ };
  const full = isService(headersOf(params)['authorization'], app.secrets)
    ? { ...body, ...detailsOf(app) }
    : body;
  return Promise.resolve({ reply: { kind: 'json', status: 200, body: full }, events: [], subject: 'health' });
}

/** What is answered when even that fails. */
export function unhealthy(): Reply {
  return { kind: 'json', status: 503, body: { ok: false } };
}

function detailsOf({ settings }: HealthApp): object {
  const readByFunctions = SETTINGS.filter(({ readBy }) => readBy === 'functions');
  const isThere = (name: string): boolean => typeof settings[name] === 'string' && settings[name] !== '';
  const present = Object.fromEntries(readByFunctions.map(({ name }) => [name, isThere(name)]));
  const missing = readByFunctions
    .filter(({ name, required }) => required && !isThere(name))
    .map(({ name }) => name);
  return { settings: present, missing, notes: notesOf(isThere) };
}

function notesOf(isThere: (name: string) => boolean): readonly string[] {
  if (isThere('TWILIO_MESSAGING_SERVICE_SID')) return [];
  return [
    'Without TWILIO_MESSAGING_SERVICE_SID no text can be scheduled: a job that nobody takes is escalated in Slack, and by text only when /tick is called.',
  ];
}
