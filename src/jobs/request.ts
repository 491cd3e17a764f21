import { z } from 'zod';
import { toE164 } from '../config/phone';
import { isJobStatus, isWellFormed, JOB_STATUSES, readJob, type Job, type JobStatus } from './job';

/** A body that can be used, or what is wrong with it and what to write instead. */
export type Read<Value> =
  { readonly kind: 'read'; readonly value: Value } | { readonly kind: 'wrong'; readonly message: string };

const ID = z
  .string({ error: 'a text' })
  .regex(/^[^\p{Cc}\p{Cs}]{1,100}$/u, { error: '1 to 100 whole characters on one line' });
const WORDS = z
  .string({ error: 'a text' })
  .max(500, { error: 'at most 500 characters' })
  .refine(isWellFormed, { error: 'a text without halves of characters' });
const CREW = z.array(ID, { error: 'a list of crew ids' }).max(50, { error: 'at most 50 crews' });
const STATUS = z.enum(JOB_STATUSES, { error: `one of ${JOB_STATUSES.join(', ')}` });

/** `POST /jobs`. */
export interface NewJob {
  readonly job: Job;
  /** The customer's phone, E.164. */
  readonly phone?: string;
  readonly requestId?: string;
}

const CUSTOMER = z.strictObject(
  { name: WORDS.optional(), phone: z.string({ error: 'a phone number' }).optional() },
  { error: 'an object with name and phone' },
);

const NEW_JOB = z.strictObject({
  id: ID.optional(),
  status: z.enum(['pending', 'assigned'], { error: 'pending or assigned' }).optional(),
  title: WORDS.optional(),
  address: WORDS.optional(),
  customer: CUSTOMER.optional(),
  crewIds: CREW.optional(),
  requestId: ID.optional(),
});

/** Reads the body of `POST /jobs`; numbers without a country code belong to `country`. `newId` is the id of a job that names none. */
export function readNewJob(
  body: unknown,
  country: Parameters<typeof toE164>[1],
  newId: string,
): Read<NewJob> {
  const parsed = NEW_JOB.safeParse(body);
  if (!parsed.success) return wrong(parsed.error);
  const { id = newId, status, title, address, customer, crewIds = [], requestId } = parsed.data;
  const phone = customer?.phone === undefined ? undefined : toE164(customer.phone, country);
  if (customer?.phone !== undefined && phone === undefined) {
    return {
      kind: 'wrong',
      message:
        '“customer.phone” must be a phone number, with its country code (+1…) if it is from elsewhere.',
    };
  }
  const name = customer?.name === undefined ? undefined : { name: customer.name };
  const given = { title, address, customer: name, crewIds: crewIds.length === 0 ? undefined : crewIds };
  const standard = crewIds.length > 0 ? 'assigned' : 'pending';
  const job: Job = { id, status: status ?? standard, ...withoutUndefined(given) };
  return { kind: 'read', value: { job, ...withoutUndefined({ phone, requestId }) } };
}

/** `POST /job-status`. */
export interface StatusRequest {
  readonly id: string;
  readonly status: JobStatus;
  readonly crewIds?: readonly string[];
  readonly expectedStatus?: JobStatus;
  readonly requestId?: string;
  readonly reason?: string;
}

const STATUS_REQUEST = z.strictObject({
  id: ID,
  status: STATUS,
  crewIds: CREW.optional(),
  expectedStatus: STATUS.optional(),
  requestId: ID.optional(),
  reason: WORDS.optional(),
});

/** Reads the body of `POST /job-status`. */
export function readStatusRequest(body: unknown): Read<StatusRequest> {
  const parsed = STATUS_REQUEST.safeParse(body);
  return parsed.success ? { kind: 'read', value: withoutUndefined(parsed.data) } : wrong(parsed.error);
}

/** `POST /job-changed`. */
export interface ForeignChange {
  readonly before: Job | null;
  readonly after: Job;
  readonly changeId?: string;
}

/** Reads the body of `POST /job-changed`: two states of a job as the file has them. */
export function readForeignChange({
  before = null,
  after,
  changeId,
  requestId,
}: Readonly<Record<string, unknown>>): Read<ForeignChange> {
  const [old, job] = [before === null ? null : readJob(before), readJob(after)];
  if (job === null)
    return {
      kind: 'wrong',
      message: `“after” must be a job with an “id” of whole characters, 500 bytes at most, and a “status” (${JOB_STATUSES.join(', ')}).`,
    };
  if (before !== null && old === null)
    return { kind: 'wrong', message: '“before” must be null or a job with an “id” and a “status”.' };
  if (old !== null && old.id !== job.id)
    return { kind: 'wrong', message: '“before” and “after” must have the same “id”.' };
  const id = [changeId, requestId].find(
    (value): value is string => typeof value === 'string' && value !== '',
  );
  if (id !== undefined && !isWellFormed(id))
    return { kind: 'wrong', message: '“changeId” must be a text of whole characters.' };
  return {
    kind: 'read',
    value: { before: old, after: job, ...(id === undefined ? {} : { changeId: id }) },
  };
}

/** Reads `?status=`; null where it is none. */
export function readStatus(value: unknown): JobStatus | null {
  return isJobStatus(value) ? value : null;
}

function wrong({ issues }: z.core.$ZodError): { kind: 'wrong'; message: string } {
  const messages = issues.map(({ code, path, message, ...issue }) => {
    if (code === 'unrecognized_keys')
      return `“${(issue as { keys?: string[] }).keys?.join('”, “') ?? ''}” is not known here.`;
    return `“${path.join('.')}” must be ${message}.`;
  });
  return { kind: 'wrong', message: messages.join(' ') };
}

function withoutUndefined<Value extends object>(value: Value): Given<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Given<Value>;
}

type Given<Value> = {
  [Key in keyof Value as undefined extends Value[Key] ? never : Key]: Value[Key];
} & { [Key in keyof Value as undefined extends Value[Key] ? Key : never]?: Exclude<Value[Key], undefined> };
