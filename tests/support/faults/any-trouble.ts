import { IS_DEEP } from './sample';
import fc from 'fast-check';
import type { KillPlan } from '../../../simulator/kill';
import type { Fault } from '../../../simulator/stand-in/fault';
import type { Line } from '../stories';
import { callTick, passMinutes, patiently } from './timer';

const VENDORS = ['slack', 'sync', 'rest'] as const;
type Vendor = (typeof VENDORS)[number];

/** One thing that happens, so many seconds after the beginning. */
export type Trouble = { readonly after: number } & (
  | { readonly kind: 'repeat' }
  | { readonly kind: 'tick' }
  | { readonly kind: 'kill'; readonly plan: KillPlan }
  | {
      readonly kind: 'outage';
      readonly vendor: Vendor;
      readonly fault: Fault;
      readonly seconds: number;
    }
);

/** Trouble begins within this time; everything else that is wrong is mended after `MENDED_SECONDS`. */
const TROUBLE_SECONDS = 240;
const MENDED_SECONDS = 330;

/** Minutes of quiet, with a tick in each, until nothing may be left. */
const QUIET_MINUTES = 30;

/** Often at the very beginning, where most happens. */
const after = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: TROUBLE_SECONDS }));

const fault: fc.Arbitrary<Fault> = fc.constantFrom<Fault[]>(
  { kind: 'down' },
  { kind: 'silent' },
  { kind: 'slow', ms: 3000 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 429 },
  { kind: 'down', op: 'write' },
  { kind: 'silent', op: 'read' },
  // The vendor does it and nobody learns of it.
  { kind: 'down', afterWrite: true },
  { kind: 'silent', afterWrite: true },
);

/** What may happen. */
interface Kinds {
  readonly vendors?: readonly Vendor[];
  /** Functions that may die. */
  readonly dying: readonly string[];
  /** Whether the vendor that tells us of it may do so more than once. */
  readonly repeats?: boolean;
}

/** Any trouble around one text or reply. */
export function anyTrouble({
  vendors = VENDORS,
  dying,
  repeats = true,
}: Kinds): fc.Arbitrary<readonly Trouble[]> {
  const plan = fc.record({
    path: fc.constantFrom(...dying),
    at: fc.integer({ min: 1, max: 30 }),
    when: fc.constantFrom('before' as const, 'after' as const),
    looksLike: fc.constantFrom('error' as const, 'silence' as const),
  });
  const trouble: fc.Arbitrary<Trouble>[] = [
    fc.record({ kind: fc.constant('tick' as const), after }),
    fc.record({ kind: fc.constant('kill' as const), after, plan }),
    fc.record({
      kind: fc.constant('outage' as const),
      after,
      vendor: fc.constantFrom(...vendors),
      fault,
      seconds: fc.integer({ min: 1, max: 200 }),
    }),
  ];
  if (repeats) trouble.push(fc.record({ kind: fc.constant('repeat' as const), after }));
  return fc.array(fc.oneof(...trouble), { minLength: 1, maxLength: 6 });
}

/** Lets it all happen around `begin`, mends everything, and waits until nothing can be left. */
export async function livesThrough(
  line: Line,
  troubles: readonly Trouble[],
  { begin, repeat }: { begin: () => void; repeat: () => Promise<unknown> },
): Promise<void> {
  // Whoever meets trouble reports it; what counts is what is there in the end.
  line.expectFault(/./);
  const begun = troubles.map((trouble) => later(line, trouble, repeat));
  begin();
  await line.pass(MENDED_SECONDS);
  for (const vendor of VENDORS) breakVendor(line, vendor, { kind: 'none' });
  await patiently(line, Promise.all(begun.map((wait) => wait())), 30);
  await passMinutes(line, QUIET_MINUTES);
}

/** Sets it up, and returns what to wait for in the end. */
function later(line: Line, trouble: Trouble, repeat: () => Promise<unknown>): () => Promise<unknown> {
  let under: Promise<unknown> = Promise.resolve();
  const act = (): void => {
    under = begin(line, trouble, repeat).catch(() => undefined);
  };
  if (trouble.after === 0 && trouble.kind !== 'repeat') act();
  else line.clock.after(trouble.after * 1000, act);
  return () => under;
}

async function begin(line: Line, trouble: Trouble, repeat: () => Promise<unknown>): Promise<void> {
  switch (trouble.kind) {
    case 'repeat':
      await repeat();
      return;
    case 'tick':
      await callTick(line);
      return;
    case 'kill':
      line.world.kill(trouble.plan);
      return;
    case 'outage':
      breakVendor(line, trouble.vendor, trouble.fault);
      line.clock.after(trouble.seconds * 1000, () => breakVendor(line, trouble.vendor, { kind: 'none' }));
      return;
    default:
      trouble satisfies never;
  }
}

function breakVendor(line: Line, vendor: Vendor, fault: Fault): void {
  switch (vendor) {
    case 'slack':
      line.breakSlack(fault);
      return;
    case 'sync':
      line.breakSync(fault);
      return;
    case 'rest':
      line.breakRest(fault);
      return;
    default:
      vendor satisfies never;
  }
}

/**
 * How often a property is tried: `few` times on every run, four times as often in a deep run, and as often as `FAULT_RUNS` says.
 * fast-check prints the seed of a failure; `FAULT_SEED` plays it again and makes it smaller, which takes its time.
 */
export function howOften(few: number): { numRuns: number; seed?: number; endOnFailure: boolean } {
  const { FAULT_RUNS: runs, FAULT_SEED: seed } = process.env;
  return {
    numRuns: runs === undefined ? few * (IS_DEEP ? 4 : 1) : Number(runs),
    endOnFailure: seed === undefined,
    ...(seed === undefined ? {} : { seed: Number(seed) }),
  };
}
