import type { RawBody } from './raw-body';
import {
  isObject,
  refused,
  type JsonObject,
  type Refused,
  type SlackActionPayload,
  type SlackEventBody,
  type SlackRequest,
} from './request';

/** Where requests have to come from. */
export interface Origin {
  readonly teamId: string;
  /** Left out: any app. */
  readonly appId?: string;
  readonly channelId: string;
}

/** Dialogs belong to no channel; only our own app can have opened one of ours. */
const DIALOGS: readonly string[] = ['view_submission', 'view_closed'];

/** What the body asks for, or why it is not for us: another team, app or channel, or no request of Slack's at all. */
export function readRequest({ type, text }: RawBody, origin: Origin): SlackRequest | Refused {
  switch (type) {
    case 'json':
      return readEvents(parseJson(text), origin);
    case 'form':
      return readForm(Object.fromEntries(new URLSearchParams(text)), origin);
    default:
      return type satisfies never;
  }
}

function readEvents(body: JsonObject, origin: Origin): SlackRequest | Refused {
  const { type, challenge } = body;
  if (type === 'url_verification' && typeof challenge === 'string') {
    return { kind: 'url-verification', challenge };
  }
  if (!isEventBody(body)) return refused('malformed');
  const stranger = refuseStranger(origin, body.team_id, body['api_app_id']);
  return stranger ?? refuseChannel(origin, body.event.channel) ?? { kind: 'events', body };
}

function readForm(form: Readonly<Record<string, string>>, origin: Origin): SlackRequest | Refused {
  const { payload, command, text = '', user_id, channel_id, team_id } = form;
  if (payload !== undefined) return readAction(parseJson(payload), origin);
  if (!command || !user_id || !channel_id || !team_id) return refused('malformed');
  const stranger = refuseStranger(origin, team_id, form['api_app_id']);
  // Whether a command may come from another channel depends on who types it: not known here.
  return stranger ?? { kind: 'command', form: { ...form, command, text, user_id, channel_id, team_id } };
}

function readAction(payload: JsonObject, origin: Origin): SlackRequest | Refused {
  if (!isActionPayload(payload)) return refused('malformed');
  const stranger = refuseStranger(origin, idOf(payload['team']), payload['api_app_id']);
  const elsewhere = DIALOGS.includes(payload.type) ? null : refuseChannel(origin, idOf(payload['channel']));
  return stranger ?? elsewhere ?? { kind: 'action', payload };
}

function refuseStranger(origin: Origin, teamId: unknown, appId: unknown): Refused | null {
  if (teamId !== origin.teamId) return refused('wrong-team');
  // Slack leaves the app out of some requests.
  const isOurApp = appId === undefined || origin.appId === undefined || appId === origin.appId;
  return isOurApp ? null : refused('wrong-app');
}

function refuseChannel(origin: Origin, channelId: unknown): Refused | null {
  return channelId === origin.channelId ? null : refused('wrong-channel');
}

/** An event that names no channel is none that we subscribe to. */
function isEventBody(body: JsonObject): body is SlackEventBody {
  const { type, team_id, event } = body;
  if (type !== 'event_callback' || typeof team_id !== 'string' || !isObject(event)) return false;
  return typeof event['type'] === 'string' && typeof event['channel'] === 'string';
}

function isActionPayload(payload: JsonObject): payload is SlackActionPayload {
  return typeof payload['type'] === 'string' && typeof idOf(payload['user']) === 'string';
}

function idOf(value: unknown): unknown {
  return isObject(value) ? value['id'] : undefined;
}

/** The object that the text stands for; an empty one when it stands for none. */
function parseJson(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
