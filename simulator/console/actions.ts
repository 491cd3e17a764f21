import { z } from 'zod';
import { JOB_STATUSES } from '../../src/jobs/job';

/** What stops working at the switch of a button. */
export const SYNC_FAULTS = ['none', 'down', 'slow', 'silent'] as const;
export const FUNCTION_FAULTS = ['none', 'throws', 'hangs', 'down', 'slow'] as const;
export const VENDOR_FAULTS = ['none', 'down', 'slow', 'fails', 'limited', 'silent'] as const;
export type SyncFault = (typeof SYNC_FAULTS)[number];
export type FunctionFault = (typeof FUNCTION_FAULTS)[number];
/** What goes wrong at Slack or at Twilio's REST API: `fails` answers 500, `limited` 429. */
/** What goes wrong at S3; `busy` answers 503 SlowDown, `lost` writes and says nothing of it. */
export const S3_FAULTS = ['none', 'down', 'fails', 'busy', 'slow', 'silent', 'lost'] as const;
export type S3Fault = (typeof S3_FAULTS)[number];
export type VendorFault = (typeof VENDOR_FAULTS)[number];

/** What becomes of texts to a phone. */
export const REACHES = ['delivers', 'off', 'filtered', 'landline'] as const;
export type Reach = (typeof REACHES)[number];

/** The pictures that people can send. */
export const PICTURES = ['sofa', 'fridge', 'boxes'] as const;
export type Picture = (typeof PICTURES)[number];

const who = z.string().max(40);
const ts = z.string().regex(/^\d{1,12}\.\d{6}$/);
const digit = z.string().regex(/^[0-9*#]$/);
const pictures = z.array(z.enum(PICTURES)).max(PICTURES.length);
const number = z.string().regex(/^\+[1-9]\d{6,14}$/, 'Type the number like this: +12025550123.');

const MOST_MINUTES = 24 * 60;

/** Characters of a file of jobs that can be written by hand. */
export const LONGEST_FILE = 100_000;

const calls = [
  z.strictObject({ type: z.literal('call.place'), from: z.string().max(40) }),
  z.strictObject({ type: z.literal('call.hangUp'), sid: z.string() }),
  z.strictObject({
    type: z.literal('call.speak'),
    sid: z.string(),
    seconds: z.number().int().min(1).max(600),
  }),
  z.strictObject({ type: z.literal('call.press'), sid: z.string(), digit }),
  z.strictObject({
    type: z.enum(['phone.answer', 'phone.decline', 'phone.mailbox', 'phone.hangUp']),
    who,
  }),
  z.strictObject({ type: z.literal('phone.press'), who, digit }),
  z.strictObject({
    type: z.literal('availability.set'),
    who,
    status: z.enum(['online', 'offline', 'dnd']),
    minutes: z.number().int().min(1).max(MOST_MINUTES),
  }),
] as const;

const texts = [
  z.strictObject({ type: z.literal('text.send'), from: number, body: z.string().max(1600), pictures }),
  z.strictObject({ type: z.literal('reach.set'), number, reach: z.enum(REACHES) }),
] as const;

const slack = [
  z.strictObject({
    type: z.literal('slack.say'),
    who,
    text: z.string().max(4000),
    /** The root's ts; null for the channel. */
    thread: ts.nullable(),
    broadcast: z.boolean(),
    pictures,
  }),
  z.strictObject({ type: z.literal('slack.edit'), who, ts, text: z.string().min(1).max(4000) }),
  z.strictObject({ type: z.literal('slack.remove'), who, ts }),
  z.strictObject({ type: z.literal('slack.command'), who, typed: z.string().max(4000) }),
  z.strictObject({ type: z.literal('slack.press'), who, ts, button: z.string().max(255) }),
] as const;

const jobId = z.string().min(1).max(100);
const status = z.enum(JOB_STATUSES);
const crewIds = z.array(z.string().max(100)).max(50);

/** What is wrong with a job's words is for the product to say, so they are hardly checked here. */
const jobs = [
  z.strictObject({
    type: z.literal('job.create'),
    title: z.string().max(1000),
    address: z.string().max(1000),
    customer: z.string().max(1000),
    phone: z.string().max(100),
    crewIds,
  }),
  z.strictObject({
    type: z.literal('job.change'),
    id: jobId,
    status,
    crewIds: crewIds.optional(),
    /** What the page shows. */
    expectedStatus: status,
  }),
  z.strictObject({ type: z.literal('file.write'), text: z.string().max(LONGEST_FILE) }),
] as const;

const faults = [
  z.strictObject({ type: z.literal('fault.sync'), fault: z.enum(SYNC_FAULTS) }),
  z.strictObject({ type: z.literal('fault.s3'), fault: z.enum(S3_FAULTS) }),
  z.strictObject({ type: z.enum(['fault.slack', 'fault.texts']), fault: z.enum(VENDOR_FAULTS) }),
  z.strictObject({
    type: z.literal('fault.function'),
    path: z.string().max(80),
    fault: z.enum(FUNCTION_FAULTS),
  }),
  z.strictObject({ type: z.literal('tick.run') }),
  z.strictObject({ type: z.literal('tick.everyMinute'), on: z.boolean() }),
] as const;

/** Everything a person can do in the local world, by the page or by `npm run simulate`. */
export const actionSchema = z.discriminatedUnion('type', [...calls, ...texts, ...slack, ...jobs, ...faults]);

export type Action = z.infer<typeof actionSchema>;
