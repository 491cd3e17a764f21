import type { App } from '../app';
import { DEADLINES, withDeadline } from '../deadline';
import { RelayError } from '../errors';
import { changeDocument } from '../store/change-document';
import { changeCustomer } from './store';

/** A code answers its customer for a day. */
const LIFE_SECONDS = 24 * 60 * 60;

/** And is nobody else's for a week, so that a late answer does not reach another customer. */
const KEPT_SECONDS = 7 * LIFE_SECONDS;

/** A code that is told again has to last for a while. */
const HALF_LIFE_MS = (LIFE_SECONDS / 2) * 1000;

/** Two digits are quick to type; more when many customers have waited this week. */
const LENGTHS = [2, 3, 4];
const TRIES = 4;

/** The document `code-<code>`. */
interface StoredCode {
  readonly phone: string;
  /** ISO 8601, UTC: what is older answers nobody. */
  readonly until: string;
  /** Ids of those who were told it; from anybody else its digits are a number like any other. */
  readonly told: readonly string[];
}

/** What a code means for somebody. */
export type CodeReading =
  | { readonly kind: 'customer'; readonly phone: string }
  /** This one was told it, and its day is over. */
  | { readonly kind: 'ended' }
  /** Nobody's, or this one was not told it. */
  | { readonly kind: 'unknown' };

/** The code by which `told` (ids) answer this customer by text: the one in force, or a new one. Throws `RelayError`. */
export async function codeFor(
  app: App,
  phone: string,
  told: readonly string[],
  random: () => number,
): Promise<string> {
  const now = app.clock.now();
  const { code: present } = await changeCustomer(app, phone, (customer) => customer);
  const lasts = present !== undefined && Date.parse(present.until) - now > HALF_LIFE_MS;
  if (lasts && (await claim(app, present.code, { phone, until: present.until, told }))) return present.code;
  const until = new Date(now + LIFE_SECONDS * 1000).toISOString();
  const code = await claimAny(app, { phone, until, told }, random);
  await changeCustomer(app, phone, (customer) => ({ ...customer, code: { code, until } }));
  return code;
}

/** Reads what a code means for somebody of ours (an id). Throws `RelayError` when Sync cannot be asked. */
export async function readCode({ documents, clock }: App, code: string, who: string): Promise<CodeReading> {
  const found = await withDeadline(clock, DEADLINES.read, (signal) =>
    documents.fetch(`code-${code}`, signal),
  );
  const stored = found?.data;
  if (!isCode(stored) || !stored.told.includes(who)) return { kind: 'unknown' };
  const isOver = !(Date.parse(stored.until) > clock.now());
  return isOver ? { kind: 'ended' } : { kind: 'customer', phone: stored.phone };
}

async function claimAny(app: App, stored: StoredCode, random: () => number): Promise<string> {
  for (const length of LENGTHS) {
    const from = 10 ** (length - 1);
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const code = String(from + Math.floor(random() * 9 * from));
      if (await claim(app, code, stored)) return code;
    }
  }
  throw new RelayError('too_many_conflicts', {
    text: 'Every code that was tried belongs to another customer.',
    advice: 'Nothing: the text is forwarded without a code.',
  });
}

/** Takes the code for this customer, or tells it to more of us; false when it is another's, also one that has ended. */
async function claim({ documents, clock }: App, code: string, wanted: StoredCode): Promise<boolean> {
  let isOurs = true;
  const apply = (present: unknown): StoredCode | null => {
    isOurs = present === null || (isCode(present) && present.phone === wanted.phone);
    if (!isOurs) return null;
    const before = isCode(present) ? present.told : [];
    return { ...wanted, told: [...new Set([...before, ...wanted.told])] };
  };
  const change = { name: `code-${code}`, ttlSeconds: KEPT_SECONDS, known: 'unknown', apply } as const;
  await withDeadline(clock, DEADLINES.change, (signal) => changeDocument(documents, change, signal));
  return isOurs;
}

function isCode(data: unknown): data is StoredCode {
  const { phone, until, told } = (data ?? {}) as Partial<Record<keyof StoredCode, unknown>>;
  return typeof phone === 'string' && typeof until === 'string' && Array.isArray(told);
}
