import Domain from 'twilio/lib/base/Domain';
import Version from 'twilio/lib/base/Version';
import type V1 from 'twilio/lib/rest/sync/V1';
import { DocumentListInstance } from 'twilio/lib/rest/sync/v1/service/document';
import { RelayError } from '../errors';
import { send, type TransportOptions, type TwilioRequest } from './transport';

/** A document of Twilio Sync as it was read. */
export interface StoredDocument {
  readonly data: unknown;
  readonly revision: string;
}

/** The documents of our Sync service. Every call throws `RelayError` (`sync_unavailable`) when Sync cannot be asked. */
export interface SyncDocuments {
  /** The document with this unique name, or null. */
  fetch(name: string, signal: AbortSignal): Promise<StoredDocument | null>;
  /** Creates it, unless the name is taken: of several at once exactly one succeeds. */
  create(name: string, data: object, ttlSeconds: number, signal: AbortSignal): Promise<'created' | 'taken'>;
  /** Replaces the data whole and begins its time to live anew; with `revision`, only if nobody else changed it since. */
  update(
    name: string,
    data: object,
    revision: string | null,
    ttlSeconds: number,
    signal: AbortSignal,
  ): Promise<'updated' | 'changed' | 'missing'>;
  /** Removes it; no matter if it is gone. */
  remove(name: string, signal: AbortSignal): Promise<void>;
}

/** @see https://www.twilio.com/docs/api/errors: 54301 unique name taken, 54103 revision mismatch, 54100 not found. */
const CODES = { taken: 54301, changed: 54103, missing: 54100 } as const;
const NOT_FOUND = 404;

/** Talks to Sync through the SDK's own resource classes over our lean transport. */
export function createSyncDocuments(options: TransportOptions & { serviceSid: string }): SyncDocuments {
  const documents = (signal: AbortSignal) => {
    // The resource classes call nothing of their client but `request`.
    const client = {
      request: (request: TwilioRequest) => send(options, request, signal),
    } as unknown as ConstructorParameters<typeof Domain>[0];
    // `SyncBase` would add the classes of lists, maps and streams, 60 KB, to every function.
    const v1 = new Version(new Domain(client, 'https://sync.twilio.com'), 'v1') as unknown as V1;
    return DocumentListInstance(v1, options.serviceSid);
  };
  return {
    fetch: (name, signal) =>
      attempt(
        async () => {
          const document = await documents(signal)(name).fetch();
          return { data: document.data as unknown, revision: document.revision };
        },
        { missing: null },
      ),
    create: (name, data, ttl, signal) =>
      attempt(
        async () => {
          await documents(signal).create({ uniqueName: name, data, ttl });
          return 'created' as const;
        },
        { taken: 'taken' as const },
      ),
    update: (name, data, revision, ttl, signal) =>
      attempt(
        async () => {
          await documents(signal)(name).update({
            data,
            ttl,
            ...(revision === null ? {} : { ifMatch: revision }),
          });
          return 'updated' as const;
        },
        { changed: 'changed' as const, missing: 'missing' as const },
      ),
    remove: (name, signal) =>
      attempt(
        async () => {
          await documents(signal)(name).remove();
        },
        { missing: undefined },
      ),
  };
}

/** Runs one request; Twilio's refusals named in `expected` are answers, everything else is `sync_unavailable`. */
async function attempt<Result, Expected>(
  run: () => Promise<Result>,
  expected: Partial<Record<keyof typeof CODES, Expected>>,
): Promise<Result | Expected> {
  try {
    return await run();
  } catch (error) {
    const { code, status } = error as { code?: unknown; status?: unknown };
    for (const [kind, answer] of Object.entries(expected)) {
      const isIt = code === CODES[kind as keyof typeof CODES] || (kind === 'missing' && status === NOT_FOUND);
      if (isIt) return answer;
    }
    const why =
      typeof code === 'number' ? `Twilio error ${code}` : error instanceof Error ? error.name : 'unknown';
    throw new RelayError('sync_unavailable', {
      text: `Sync did not do what was asked: ${why}.`,
      advice: 'Check SYNC_SERVICE_SID and the API key; calls ring everybody meanwhile.',
      cause: error,
    });
  }
}
