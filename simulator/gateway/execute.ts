import type { Clock } from '../../src/clock';
import type { Exchange } from '../activity';
import type { Runtime } from '../runtime/runtime';
import type { Fault } from './faults';
import { forward, type Admitted } from './forward';
import { LIMITS } from './limits';
import { functionFailed, refusal, type Outcome } from './outcome';

/** One call of a function or an asset. */
export interface Execution {
  readonly request: Admitted;
  readonly runtime: Runtime;
  readonly fault: Fault;
  readonly clock: Clock;
  readonly exchange: Exchange;
  /** Aborted when the client has its answer, or is gone. */
  readonly over: AbortSignal;
}

/** Executes within the platform's time; after that it is a 504, whatever the function still does. */
export function execute(execution: Execution): Promise<Outcome> {
  return Promise.race([timeLimit(execution), perform(execution)]);
}

async function timeLimit({ clock, exchange, over }: Execution): Promise<Outcome> {
  await pause(clock, LIMITS.executionMs, over);
  exchange.unpark();
  return functionFailed(504, 'The function had no answer within 10 seconds.');
}

async function perform({ request, runtime, fault, clock, exchange, over }: Execution): Promise<Outcome> {
  switch (fault.kind) {
    case 'none':
      return forward(request, runtime, over);
    case 'throws':
      return functionFailed(500, 'The function threw an error, as it was told to.');
    case 'limited':
      return refusal(429, 'Too many functions run at once.');
    case 'down':
      return { kind: 'reset' };
    case 'hangs':
      exchange.park();
      return new Promise(() => undefined);
    case 'slow':
      exchange.park();
      await pause(clock, fault.ms, over);
      exchange.unpark();
      return forward(request, runtime, over);
  }
}

/** Resolves `ms` milliseconds later; never, once `over` is aborted. */
function pause(clock: Clock, ms: number, over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, resolve);
    over.addEventListener('abort', cancel, { once: true });
  });
}
