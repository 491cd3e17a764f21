import { SyncError } from './error';
import { documentJson, pageJson, type Owner, type PageRequest } from './representation';
import type { DocumentData, DocumentStore, SyncDocument } from './store';

/** What the stand-in looks at in an HTTP request. */
export interface SyncRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly headers: { readonly authorization?: string | undefined; readonly 'if-match'?: string | undefined };
}

/** What it answers; no body when there is none. */
export interface SyncReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** A Sync service and who may use it. */
export interface Service extends Owner {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly documents: DocumentStore;
}

/** Every address below it is Sync's. */
export const SYNC_PREFIX = '/sync/v1/';

const ADDRESS = /^\/sync\/v1\/Services\/(?<serviceSid>[^/]+)\/Documents(?:\/(?<key>[^/]+))?$/;
const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 100;

/** The document that a request is about, by the name in its address or form; null when it names none. */
export function nameIn({ path, form }: SyncRequest): string | null {
  const { key } = ADDRESS.exec(path)?.groups ?? {};
  return key ?? form.get('UniqueName');
}

/** Answers one request as Sync would, Twilio's refusals included; it never throws for what a client sent. */
export function answer(service: Service, request: SyncRequest): SyncReply {
  try {
    return route(service, request);
  } catch (error) {
    if (error instanceof SyncError) return refuse(error);
    throw error;
  }
}

/** Writes a refusal in Twilio's form. */
export function refuse(error: SyncError): SyncReply {
  return { status: error.status, body: error.toJSON() };
}

function route(service: Service, request: SyncRequest): SyncReply {
  authenticate(service, request);
  const { serviceSid, key } = ADDRESS.exec(request.path)?.groups ?? {};
  if (serviceSid !== service.serviceSid) {
    const resource = request.path.slice('/sync/v1'.length);
    throw new SyncError(20404, `The requested resource ${resource} was not found`);
  }
  return key === undefined ? onCollection(service, request) : onDocument(service, request, decode(key));
}

function authenticate({ apiKey, apiSecret }: Service, { headers }: SyncRequest): void {
  const expected = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`;
  if (headers.authorization !== expected) throw new SyncError(20003);
}

function onCollection(service: Service, { method, query, form }: SyncRequest): SyncReply {
  switch (method) {
    case 'GET':
      return { status: 200, body: pageJson(service.documents.list(), pageOf(query), service) };
    case 'POST': {
      const uniqueName = form.get('UniqueName');
      return reply(201, service.documents.create({ uniqueName, ...contentOf(form) }), service);
    }
    default:
      throw new SyncError(20004);
  }
}

function onDocument(service: Service, { method, form, headers }: SyncRequest, key: string): SyncReply {
  const { documents } = service;
  switch (method) {
    case 'GET':
      return reply(200, documents.fetch(key), service);
    case 'POST':
      return reply(
        200,
        documents.update(key, { ...contentOf(form), ...ifMatchOf(headers['if-match']) }),
        service,
      );
    case 'DELETE':
      documents.delete(key);
      return { status: 204 };
    default:
      throw new SyncError(20004);
  }
}

function reply(status: number, document: SyncDocument, owner: Owner): SyncReply {
  return { status, headers: { etag: document.revision }, body: documentJson(document, owner) };
}

function contentOf(form: URLSearchParams): { data?: DocumentData; ttlSeconds?: number } {
  const data = form.get('Data');
  const ttl = form.get('Ttl');
  return {
    ...(data === null ? {} : { data: parseData(data) }),
    ...(ttl === null ? {} : { ttlSeconds: /^\d+$/.test(ttl) ? Number(ttl) : NaN }),
  };
}

function parseData(json: string): DocumentData {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    throw new SyncError(54008);
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw new SyncError(54008);
  return data as DocumentData;
}

/** A malformed escape addresses nothing. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new SyncError(54100);
  }
}

/** Revisions come back bare in the body and may come quoted from clients that treat the header as an HTTP entity tag. */
function ifMatchOf(header: string | undefined): { ifMatch?: string } {
  if (header === undefined) return {};
  const ifMatch = /^"?(\d+)"?$/.exec(header)?.[1];
  if (ifMatch === undefined) throw new SyncError(54003);
  return { ifMatch };
}

function pageOf(query: URLSearchParams): PageRequest {
  const size = Number(query.get('PageSize') ?? DEFAULT_PAGE_SIZE);
  const page = Number(query.get('Page') ?? 0);
  const isValid = Number.isInteger(size) && size >= 1 && Number.isInteger(page) && page >= 0;
  if (!isValid) throw new SyncError(20001, 'Invalid PageSize or Page');
  return { page, size: Math.min(size, MAX_PAGE_SIZE) };
}
