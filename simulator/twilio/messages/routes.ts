import type { SyncReply, SyncRequest } from '../sync/routes';
import type { TextContext } from './context';
import { losesSchedule, readCreation } from './creation';
import { MessagesError } from './error';
import { filterCalls, filterMessages, type ListedCall } from './filter';
import type { Message } from './message';
import type { ListedRecording } from '../calls/listed-recording';
import { recordingJson, transcriptJson } from './recording-representation';
import { callJson, mediaJson, messageJson, pageJson } from './representation';
import { cancelText, sendText } from './send';

/** The account and who may use it. */
export interface Service {
  readonly context: TextContext;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Calls to and from the account, the newest first. */
  readonly calls: () => readonly ListedCall[];
  /** Recordings of those calls, the newest first. */
  readonly recordings: () => readonly ListedRecording[];
}

const ADDRESS =
  /^\/2010-04-01\/Accounts\/(?<account>[^/]+)\/(?:(?<calls>Calls)|Recordings(?:\/(?<recording>RE[^/.]+)\/Transcriptions)?|Messages(?:\/(?<sid>[^/.]+))?(?<media>\/Media(?:\/(?<mediaSid>[^/.]+))?)?)(?:\.json)?$/;

/** Whether a request is for this stand-in: everything about messages, and reading the lists of calls and recordings. */
export function isOurs(method: string, path: string): boolean {
  const groups = ADDRESS.exec(path)?.groups;
  return groups !== undefined && (method === 'GET' || /\/Messages[/.]/.test(path));
}

/** Answers one request as Twilio would, its refusals included; it never throws for what a client sent. */
export function answer(service: Service, request: SyncRequest): SyncReply {
  try {
    authenticate(service, request);
    return route(service, request);
  } catch (error) {
    if (error instanceof MessagesError) return { status: error.status, body: error.toJSON() };
    throw error;
  }
}

function authenticate({ apiKey, apiSecret }: Service, { headers }: SyncRequest): void {
  const expected = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`;
  if (headers.authorization !== expected) throw new MessagesError(20003);
}

function route(service: Service, request: SyncRequest): SyncReply {
  const { context } = service;
  const { account, calls, recording, sid, media, mediaSid } = ADDRESS.exec(request.path)?.groups ?? {};
  if (account !== context.account.accountSid) throw new MessagesError(20404);
  if (calls !== undefined) return listCalls(service, request);
  if (recording !== undefined) return listTranscripts(service, request, recording);
  if (/\/Recordings[/.]/.test(request.path)) return listRecordings(service, request);
  if (sid === undefined) return onCollection(context, request);
  if (media !== undefined) return onMedia(context, request, context.store.fetch(sid), mediaSid);
  return onMessage(context, request, sid);
}

function onCollection(context: TextContext, request: SyncRequest): SyncReply {
  const { account, store } = context;
  switch (request.method) {
    case 'GET': {
      const messages = filterMessages(store.list(), request.query);
      const items = messages.map((message) => messageJson(message, account.accountSid));
      return { status: 200, body: pageJson(items, 'messages', request.path, request.query) };
    }
    case 'POST':
      return reply(201, create(context, request.form), context);
    default:
      throw new MessagesError(20004);
  }
}

function create(context: TextContext, form: URLSearchParams): Message {
  const { account, clock, report } = context;
  const message = sendText(context, readCreation(form, account, clock.now()), 'outbound-api');
  if (losesSchedule(form)) {
    const text = 'A text without a Messaging Service cannot be scheduled: it was sent at once.';
    report({ at: clock.now(), type: 'fault', callSid: message.sid, code: 35118, message: text });
  }
  return message;
}

function onMessage(context: TextContext, { method, form }: SyncRequest, sid: string): SyncReply {
  switch (method) {
    case 'GET':
      return reply(200, context.store.fetch(sid), context);
    case 'POST':
      if (form.get('Status') !== 'canceled') throw new MessagesError(20001, 'Invalid Status');
      return reply(200, cancelText(context, sid), context);
    default:
      throw new MessagesError(20004);
  }
}

/** A file's own address leads to where its content is; with `.json`, or without a SID, it is described. */
function onMedia(
  { account }: TextContext,
  { method, path, query }: SyncRequest,
  message: Message,
  sid: string | undefined,
): SyncReply {
  if (method !== 'GET') throw new MessagesError(20004);
  const describe = (media: Message['media'][number]): object => mediaJson(media, message, account.accountSid);
  if (sid === undefined) {
    return { status: 200, body: pageJson(message.media.map(describe), 'media_list', path, query) };
  }
  const media = message.media.find((item) => item.sid === sid);
  if (media === undefined) throw new MessagesError(20404);
  if (path.endsWith('.json')) return { status: 200, body: describe(media) };
  return { status: 307, headers: { location: media.url } };
}

function listCalls({ context, calls }: Service, { path, query }: SyncRequest): SyncReply {
  const { accountSid } = context.account;
  const items = filterCalls(calls(), query).map((call) => callJson(call, accountSid));
  return { status: 200, body: pageJson(items, 'calls', path, query) };
}

function listRecordings({ context, recordings }: Service, { path, query }: SyncRequest): SyncReply {
  const callSid = query.get('CallSid');
  const wanted = recordings().filter((recording) => callSid === null || recording.callSid === callSid);
  const { account, clock } = context;
  const items = wanted.map((recording) => recordingJson(recording, account.accountSid, clock.now()));
  return { status: 200, body: pageJson(items, 'recordings', path, query) };
}

function listTranscripts(
  { context, recordings }: Service,
  { path, query }: SyncRequest,
  recordingSid: string,
): SyncReply {
  const found = recordings().find(({ sid }) => sid === recordingSid);
  if (found === undefined) throw new MessagesError(20404);
  const { account, clock } = context;
  const items = found.transcript === null ? [] : [transcriptJson(found, account.accountSid, clock.now())];
  return { status: 200, body: pageJson(items, 'transcriptions', path, query) };
}

function reply(status: number, message: Message, { account }: TextContext): SyncReply {
  return { status, body: messageJson(message, account.accountSid) };
}
