import { startInProcessRuntime } from '../simulator/runtime/in-process';
import { systemClock } from '../src/clock';
import { installHost } from '../src/host';
import { paramsOf } from './call';

export interface WarmOptions {
  /** Holds the built `functions` and `assets`. */
  readonly distDir: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly domainName: string;
  /** How many requests are measured. */
  readonly requests: number;
}

/** Requests that are not counted: until then modules load, connections open and the code is still being compiled. */
const WARM_UP = 200;

/** Calls of the cold part have the lower numbers; a call that is stored already would be answered as a repeat. */
const FIRST_CALL = 100_000;

/**
 * Sends webhooks of new calls to `/voice-cascade` in Twilio's local runtime, one after another, and returns the milliseconds
 * from each request to its TwiML. Throws when one is not answered with TwiML that rings somebody.
 */
export async function measureWarm({
  distDir,
  settings,
  domainName,
  requests,
}: WarmOptions): Promise<number[]> {
  installHost({ clock: systemClock, log: () => undefined });
  const runtime = await startInProcessRuntime({ distDir, env: settings, domainName });
  try {
    const times: number[] = [];
    for (let call = 0; call < WARM_UP + requests; call += 1) times.push(await ask(runtime.origin, call));
    return times.slice(WARM_UP);
  } finally {
    await runtime.close();
    installHost();
  }
}

async function ask(origin: string, call: number): Promise<number> {
  const body = new URLSearchParams(paramsOf(FIRST_CALL + call)['voice-cascade']);
  const began = performance.now();
  const response = await fetch(`${origin}/voice-cascade`, { method: 'POST', body });
  const twiml = await response.text();
  const ms = performance.now() - began;
  if (!twiml.includes('<Number')) throw new Error(`/voice-cascade answered ${response.status}: ${twiml}`);
  return ms;
}
