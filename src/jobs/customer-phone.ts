import { isCountry, toE164 } from '../config/phone';
import { whyNotTexted } from '../conversations/may-text';
import { readCustomer } from '../conversations/store';
import type { JobsApp } from '../jobs-app';
import type { Job } from './job';
import type { JobRecord } from './record';

/** Where texts for a job's customer go; `barred`: there is a number, and no text goes to it. */
export type CustomerPhone =
  | { readonly kind: 'phone'; readonly phone: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'barred'; readonly why: string };

/** The customer's phone, from the file or from what is kept beside it; others write numbers into the file in any way. */
export async function customerPhone(app: JobsApp, job: Job, record: JobRecord): Promise<CustomerPhone> {
  const written = job.customer?.phone ?? record.phone;
  if (written === undefined || written.trim() === '') return { kind: 'none' };
  const { countries } = app.config.limits;
  const [home = 'US'] = countries;
  const phone = toE164(written, isCountry(home) ? home : 'US');
  const why = phone === undefined ? 'It is no phone number.' : whyNotTexted(phone, countries);
  if (phone === undefined || why !== null) return { kind: 'barred', why: why ?? '' };
  const reading = await readCustomer(app, phone);
  const isOptedOut = reading.kind === 'read' && reading.customer.optedOutAt !== undefined;
  return isOptedOut
    ? { kind: 'barred', why: 'The customer has opted out with STOP.' }
    : { kind: 'phone', phone };
}
