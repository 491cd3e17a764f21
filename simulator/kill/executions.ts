import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../src/clock';
import type { Activity } from '../activity';
import { runningExecution, runTagged, TAG } from './tag-requests';

/** Where an execution dies. */
export interface KillPlan {
  /** The function, for example `/sms-inbound`. */
  readonly path: string;
  /** Which of its next runs, 1 for the very next; 1 when left out. */
  readonly run?: number;
  /** At which of its requests to a vendor, 1 for the first. */
  readonly at: number;
  /** Before the vendor has seen that request, or after it has done what was asked and before our code learns of it. */
  readonly when: 'before' | 'after';
  /** The platform answers at once that the function has failed, or nothing until its own time limit; `error` when left out. */
  readonly looksLike?: 'error' | 'silence';
}

/** What became of a plan. */
export interface Killing {
  /** Whether it has struck: false when the execution made fewer requests. */
  readonly hasStruck: boolean;
}

/** One run of a function, from the request to its answer; times in milliseconds since the epoch. */
export interface Execution {
  readonly path: string;
  readonly startedAt: number;
  /** Null while it goes on. */
  readonly endedAt: number | null;
  /** How many requests to vendors it has made. */
  readonly requests: number;
  readonly isDead: boolean;
}

type Running = { -readonly [Key in keyof Execution]: Execution[Key] } & {
  readonly number: number;
  readonly plan: Planned | null;
  /** Ends it as the platform would. */
  readonly bury: () => void;
};

interface Planned extends KillPlan {
  hasStruck: boolean;
  runsBefore: number;
}

/** Unique in the process, where worlds follow each other. */
let count = 0;

/**
 * Knows every run of a function in this process and can end one at any of its requests. What is dead stays dead: its code
 * goes on for lack of a way to stop it, but no vendor sees anything of it, nor the log, nor whoever waited for its answer.
 */
export class Executions {
  /** Every run since the start, in order. */
  readonly all: Execution[] = [];
  readonly #clock: Clock;
  readonly #activity: Activity;
  readonly #byNumber = new Map<number, Running>();
  readonly #plans: Planned[] = [];

  constructor(clock: Clock, activity: Activity) {
    this.#clock = clock;
    this.#activity = activity;
  }

  /** One of the next runs of that function dies as planned; only that one, whether or not it gets so far. */
  kill(plan: KillPlan): Killing {
    const killing = { ...plan, hasStruck: false, runsBefore: (plan.run ?? 1) - 1 };
    this.#plans.push(killing);
    return killing;
  }

  /** Lets `handle` run the function that a request is for. */
  run(request: IncomingMessage, response: ServerResponse, handle: () => void): void {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const plan = this.#planFor(path);
    const bury = (): void => {
      if (plan?.looksLike === 'silence') this.#silence(response);
      else request.socket.destroy();
    };
    const started = { path, startedAt: this.#clock.now(), endedAt: null, requests: 0, isDead: false };
    const execution: Running = { ...started, number: (count += 1), plan, bury };
    this.all.push(execution);
    this.#byNumber.set(execution.number, execution);
    response.once('close', () => void (execution.endedAt = this.#clock.now()));
    runTagged(execution, handle);
  }

  /** Sees every request to a vendor before the vendor does; true when the vendor is not to see it. */
  readonly see = (request: IncomingMessage, response: ServerResponse): boolean => {
    const execution = this.#byNumber.get(Number(request.headers[TAG]));
    if (execution === undefined) return false;
    if (execution.isDead) return drop(request);
    execution.requests += 1;
    const { plan } = execution;
    if (plan === null || execution.requests !== plan.at) return false;
    execution.isDead = true;
    plan.hasStruck = true;
    execution.bury();
    if (plan.when === 'before') return drop(request);
    swallow(response);
    return false;
  };

  /** Whether the code that calls this belongs to a run that is dead: nobody hears what it says. */
  isSpeakerDead(): boolean {
    const running = runningExecution();
    return running !== undefined && this.#byNumber.get(running.number)?.isDead === true;
  }

  #planFor(path: string): Planned | null {
    const theirs = this.#plans.filter((plan) => plan.path === path);
    const due = theirs.find(({ runsBefore }) => runsBefore === 0) ?? null;
    for (const plan of theirs) plan.runsBefore -= 1;
    if (due !== null) this.#plans.splice(this.#plans.indexOf(due), 1);
    return due;
  }

  /** Never answers; whoever waits for it waits for time to pass. */
  #silence(response: ServerResponse): void {
    const exchange = this.#activity.begin('function');
    exchange.park();
    response.once('close', () => exchange.end());
    response.writeHead = () => response;
    response.write = () => true;
    response.end = () => response;
  }
}

function drop(request: IncomingMessage): true {
  request.socket.destroy();
  return true;
}

/** The vendor answers, and nobody hears it. */
function swallow(response: ServerResponse): void {
  response.end = () => response.destroy();
}
