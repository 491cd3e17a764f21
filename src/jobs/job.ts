/** Where a job may stand. */
export const JOB_STATUSES = ['pending', 'assigned', 'in-progress', 'completed', 'cancelled'] as const;

export type JobStatus = (typeof JOB_STATUSES)[number];

/** A job as the relay sees it; the file may say more about it, which is kept. */
export interface Job {
  readonly id: string;
  readonly status: JobStatus;
  readonly title?: string;
  readonly address?: string;
  readonly customer?: JobCustomer;
  /** Whom it is given to. */
  readonly crewIds?: readonly string[];
  /** Who of them has it. */
  readonly claimedBy?: string;
  /** ISO 8601, UTC, whenever the relay wrote it. */
  readonly updatedAt?: string;
  readonly relay?: RelayNotes;
}

export interface JobCustomer {
  readonly name?: string;
  /** Only where the routing file has `publishContacts`. */
  readonly phone?: string;
}

/** What the relay remembers in the job itself, so that a change and the memory of it are one write. */
export interface RelayNotes {
  /** The request that changed the job last. */
  readonly lastRequestId?: string;
  /** Those before it, the latest first: a request whose reply was lost may have been overtaken by others. */
  readonly earlierRequestIds?: readonly string[];
  /** Its `updatedAt` when the relay wrote it; with another one somebody else has written it since. */
  readonly writtenAt?: string;
}

/** The fields of a job. */
export const JOB_FIELD_NAMES = [
  'id',
  'status',
  'title',
  'address',
  'customer',
  'crewIds',
  'claimedBy',
  'updatedAt',
  'relay',
] as const satisfies readonly (keyof Job)[];

/** What a field is called in the file where that is not its own name (`jobs.fields` of the routing file). */
export type JobFields = Readonly<Partial<Record<keyof Job, string>>>;

/** How many requests a job remembers besides the last. */
export const MOST_EARLIER_REQUESTS = 15;

/** A link holds no more than these bytes of a job's id. */
const MOST_ID_BYTES = 500;

/** Whether the relay can use an id: it is no half of a character, which no request to a vendor can carry, and fits into a link. */
export function isUsableId(id: string): boolean {
  return isWellFormed(id) && Buffer.byteLength(id) <= MOST_ID_BYTES;
}

/** Whether a text has whole characters only: JSON may hold half of an emoji. */
export function isWellFormed(text: string): boolean {
  return !/\p{Cs}/u.test(text);
}

/** Reads an entry of the file, or returns null when it has no usable `id` or no known `status`; anything else may be missing or odd. */
export function readJob(entry: unknown, fields: JobFields = {}): Job | null {
  if (!isRecord(entry)) return null;
  const read = (field: keyof Job): unknown => entry[nameOf(field, fields)];
  const id = read('id');
  const status = read('status');
  if (typeof id !== 'string' || !isUsableId(id) || !isJobStatus(status)) return null;
  return {
    id,
    status,
    ...present('title', words(read('title'))),
    ...present('address', words(read('address'))),
    ...present('customer', readCustomer(read('customer'))),
    ...present('crewIds', texts(read('crewIds'))),
    ...present('claimedBy', text(read('claimedBy'))),
    ...present('updatedAt', text(read('updatedAt'))),
    ...present('relay', readNotes(read('relay'))),
  };
}

/** What people call a job: its title, or its id where that has no words. */
export function titleOf({ id, title = '' }: Pick<Job, 'id' | 'title'>): string {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(title) ? title : `Job ${id}`;
}

/** What the file calls a field. */
export function nameOf(field: keyof Job, fields: JobFields): string {
  return fields[field] ?? field;
}

export function isJobStatus(value: unknown): value is JobStatus {
  return (JOB_STATUSES as readonly unknown[]).includes(value);
}

/** Returns whether this request has changed the job, so far as it remembers. */
export function carries({ relay }: Job, requestId: string): boolean {
  return relay?.lastRequestId === requestId || (relay?.earlierRequestIds ?? []).includes(requestId);
}

/** Returns whether nobody has written the job since the relay did. */
export function isOwnWrite({ updatedAt, relay }: Job): boolean {
  return updatedAt !== undefined && relay?.writtenAt === updatedAt;
}

/** Returns the job as this request leaves it at `now`, in milliseconds since the epoch; `before` is what it was, null when new. */
export function stamped(job: Job, before: Job | null, requestId: string, now: number): Job {
  const { lastRequestId, earlierRequestIds = [] } = before?.relay ?? {};
  const earlier = lastRequestId === undefined ? earlierRequestIds : [lastRequestId, ...earlierRequestIds];
  const at = new Date(now).toISOString();
  return {
    ...job,
    updatedAt: at,
    relay: {
      ...job.relay,
      lastRequestId: requestId,
      writtenAt: at,
      ...(earlier.length === 0 ? {} : { earlierRequestIds: earlier.slice(0, MOST_EARLIER_REQUESTS) }),
    },
  };
}

function readCustomer(value: unknown): JobCustomer | undefined {
  if (!isRecord(value)) return undefined;
  return {
    ...present('name', words(value['name'])),
    ...present('phone', text(value['phone'])),
  };
}

function readNotes(value: unknown): RelayNotes | undefined {
  if (!isRecord(value)) return undefined;
  return {
    ...present('lastRequestId', text(value['lastRequestId'])),
    ...present('earlierRequestIds', texts(value['earlierRequestIds'])),
    ...present('writtenAt', text(value['writtenAt'])),
  };
}

/** The field when there is something in it. */
function present<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { [key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [key in Name]: Value });
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** With a sign for each half of a character, so that vendors take it. */
function words(value: unknown): string | undefined {
  return text(value)?.replace(/\p{Cs}/gu, '\ufffd');
}

function texts(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter((item): item is string => typeof item === 'string' && isWellFormed(item));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
