import type { App } from '../app';
import type { Reading } from '../availability/availability';
import { readForDecision } from '../availability/store';
import { DEADLINES, withDeadline } from '../deadline';
import { changeDocument } from '../store/change-document';
import { isCustomer, newCustomer, type Customer } from './customer';
import { phoneKey, type Party } from './party';

/** A customer is forgotten a year after the last change. */
const TTL_SECONDS = 365 * 24 * 60 * 60;

/** What is known of a customer; somebody new counts as known, with nothing in it. */
export type CustomerReading =
  { readonly kind: 'read'; readonly customer: Customer } | { readonly kind: 'unreadable' };

/** Whose thread it is. */
export type ThreadReading =
  | { readonly kind: 'read'; readonly phone: string; readonly party: Party['kind'] }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable' };

/** Reads `customer-<digits>`. Never throws. */
export async function readCustomer({ documents, clock }: App, phone: string): Promise<CustomerReading> {
  const reading = await readForDecision(documents, clock, nameOf(phone));
  switch (reading.kind) {
    case 'missing':
      return { kind: 'read', customer: newCustomer(phone) };
    case 'unreadable':
      return reading;
    case 'read':
      return {
        kind: 'read',
        customer: isCustomer(reading.data) ? reading.data : newCustomer(phone),
      };
    default:
      return reading satisfies never;
  }
}

/** Changes a customer and returns what is stored then. Throws `RelayError` when Sync cannot be asked. */
export async function changeCustomer(
  { documents, clock }: App,
  phone: string,
  change: (customer: Customer) => Customer,
): Promise<Customer> {
  let latest = newCustomer(phone);
  const apply = (present: unknown): Customer | null => {
    const before = isCustomer(present) ? present : newCustomer(phone);
    latest = change(before);
    return latest === before ? null : latest;
  };
  await withDeadline(clock, DEADLINES.change, (signal) =>
    changeDocument(
      documents,
      { name: nameOf(phone), ttlSeconds: TTL_SECONDS, known: 'unknown', apply },
      signal,
    ),
  );
  return latest;
}

/** Stores whose thread it is, for as long as anybody may answer in it. Throws `RelayError`. */
export async function storeThread(
  { documents, clock }: App,
  ts: string,
  owner: { readonly phone: string; readonly party: Party['kind'] },
): Promise<void> {
  await withDeadline(clock, DEADLINES.read, (signal) =>
    documents.create(threadName(ts), { v: 1, ...owner }, TTL_SECONDS, signal),
  );
}

/** Reads whose thread it is. Never throws. */
export async function readThread({ documents, clock }: App, ts: string): Promise<ThreadReading> {
  const reading: Reading = await readForDecision(documents, clock, threadName(ts));
  if (reading.kind !== 'read') return reading;
  const { phone, party } = (reading.data ?? {}) as { phone?: unknown; party?: unknown };
  if (typeof phone !== 'string' || typeof party !== 'string') return { kind: 'missing' };
  return { kind: 'read', phone, party: party as Party['kind'] };
}

function nameOf(phone: string): string {
  return `customer-${phoneKey(phone)}`;
}

/** The one dispatch channel makes a `ts` unique. */
function threadName(ts: string): string {
  return `thread-${ts}`;
}
