import type { App } from '../app';
import { DEADLINES, withDeadline } from '../deadline';
import { changeCustomer } from './store';

/** A code answers its customer for a day. */
const LIFE_SECONDS = 24 * 60 * 60;

/** Two digits are quick to type; three when many customers wait at once. */
const TWO_DIGITS = { from: 10, count: 90 };
const THREE_DIGITS = { from: 100, count: 900 };
const TRIES = 4;

/** The document `code-<code>`. */
interface StoredCode {
  readonly phone: string;
  /** ISO 8601, UTC: Sync removes documents late. */
  readonly until: string;
}

/** The code by which a dispatcher answers this customer by text: the one in force, or a new one. Throws `RelayError`. */
export async function codeFor(app: App, phone: string, random: () => number): Promise<string> {
  const now = app.clock.now();
  const { code: present } = await changeCustomer(app, phone, (customer) => customer);
  if (present !== undefined && Date.parse(present.until) - now > HALF_LIFE_MS) return present.code;
  const until = new Date(now + LIFE_SECONDS * 1000).toISOString();
  const code = await takeCode(app, { phone, until }, random);
  await changeCustomer(app, phone, (customer) => ({ ...customer, code: { code, until } }));
  return code;
}

/** A code that is told again has to last for a while. */
const HALF_LIFE_MS = (LIFE_SECONDS / 2) * 1000;

/** Whose code it is, or null when nobody's is. Throws `RelayError` when Sync cannot be asked. */
export async function phoneOfCode({ documents, clock }: App, code: string): Promise<string | null> {
  const found = await withDeadline(clock, DEADLINES.read, (signal) =>
    documents.fetch(`code-${code}`, signal),
  );
  const { phone, until } = (found?.data ?? {}) as Partial<StoredCode>;
  if (phone === undefined || until === undefined || Date.parse(until) <= clock.now()) return null;
  return phone;
}

async function takeCode(app: App, stored: StoredCode, random: () => number): Promise<string> {
  for (let attempt = 0; ; attempt += 1) {
    const { from, count } = attempt < TRIES ? TWO_DIGITS : THREE_DIGITS;
    const code = String(from + Math.floor(random() * count));
    if (await claimCode(app, code, stored)) return code;
  }
}

async function claimCode({ documents, clock }: App, code: string, stored: StoredCode): Promise<boolean> {
  const name = `code-${code}`;
  return withDeadline(clock, DEADLINES.read, async (signal) => {
    if ((await documents.create(name, stored, LIFE_SECONDS, signal)) === 'created') return true;
    const found = await documents.fetch(name, signal);
    const { phone, until } = (found?.data ?? {}) as Partial<StoredCode>;
    const isFree = phone === stored.phone || until === undefined || Date.parse(until) <= clock.now();
    if (found === null || !isFree) return false;
    return (await documents.update(name, stored, found.revision, LIFE_SECONDS, signal)) === 'updated';
  });
}
