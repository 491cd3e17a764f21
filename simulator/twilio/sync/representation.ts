import type { SyncDocument } from './store';

/** Whose documents they are. */
export interface Owner {
  readonly accountSid: string;
  readonly serviceSid: string;
}

/** Which part of a list is asked for: pages of `size` documents, the first is 0. */
export interface PageRequest {
  readonly page: number;
  readonly size: number;
}

// Twilio's own address, as in real replies: whoever is pointed at the stand-in translates every Twilio URL alike.
const ORIGIN = 'https://sync.twilio.com';

/** Returns a document as Sync's API writes it. */
export function documentJson(document: SyncDocument, { accountSid, serviceSid }: Owner): object {
  const url = `${ORIGIN}/v1/Services/${serviceSid}/Documents/${document.sid}`;
  return {
    sid: document.sid,
    unique_name: document.uniqueName,
    account_sid: accountSid,
    service_sid: serviceSid,
    url,
    links: { permissions: `${url}/Permissions` },
    revision: document.revision,
    data: document.data,
    date_expires: document.expiresAt === null ? null : isoTime(document.expiresAt),
    date_created: isoTime(document.createdAt),
    date_updated: isoTime(document.updatedAt),
    created_by: 'system',
  };
}

/** Returns one page of documents with the addresses of its neighbours. */
export function pageJson(
  documents: readonly SyncDocument[],
  { page, size }: PageRequest,
  owner: Owner,
): object {
  const urlOf = (number: number): string =>
    `${ORIGIN}/v1/Services/${owner.serviceSid}/Documents?PageSize=${size}&Page=${number}`;
  const isLast = (page + 1) * size >= documents.length;
  return {
    documents: documents
      .slice(page * size, (page + 1) * size)
      .map((document) => documentJson(document, owner)),
    meta: {
      page,
      page_size: size,
      first_page_url: urlOf(0),
      previous_page_url: page === 0 ? null : urlOf(page - 1),
      url: urlOf(page),
      next_page_url: isLast ? null : urlOf(page + 1),
      key: 'documents',
    },
  };
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}
