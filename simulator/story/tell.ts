import pc from 'picocolors';
import type { DispatchConfig } from '../../src/config/dispatch';
import type { WorldEvent } from '../events';
import { describe } from './describe';
import type { Entry } from './entry';

const MARKS: Readonly<Record<Entry['kind'], string>> = {
  call: '☎',
  phone: '♪',
  text: '✉',
  slack: '#',
  job: '▣',
  webhook: '→',
  twiml: '←',
  decision: '●',
  speech: '“',
  fault: '✗',
};

const COLOURS: Readonly<Record<Entry['kind'], (text: string) => string>> = {
  call: pc.bold,
  phone: pc.yellow,
  text: pc.yellow,
  slack: pc.magenta,
  job: pc.blue,
  webhook: pc.dim,
  twiml: pc.cyan,
  decision: pc.green,
  speech: pc.italic,
  fault: pc.red,
};

/** Tells what happens as a story, line by line, with the seconds since the call began or the text was sent. */
export class Teller {
  readonly #config: DispatchConfig;
  readonly #write: (line: string) => void;
  readonly #starts = new Map<string, number>();

  constructor(config: DispatchConfig, write: (line: string) => void) {
    this.#config = config;
    this.#write = write;
  }

  /** Writes one event, unless it means nothing to a person. */
  tell(event: WorldEvent): void {
    const begun = begunBy(event);
    if (begun !== null) this.#starts.set(begun, event.at);
    const entry = describe(this.#config, event);
    if (entry === null) return;
    const start = this.#starts.get(subjectOf(event));
    this.#tellAt(entry, start === undefined ? null : event.at - start);
  }

  /** Writes what happened in Slack or to a job, which belongs to no one call or text, and so without seconds. */
  tellEntry(entry: Entry): void {
    this.#tellAt(entry, null);
  }

  #tellAt(entry: Entry, sinceMs: number | null): void {
    const [first = '', ...more] = entry.title.split('\n');
    const colour = COLOURS[entry.kind];
    this.#write(`${pc.dim(secondsOf(sinceMs))}  ${MARKS[entry.kind]}  ${colour(first)}`);
    for (const line of more) this.#write(`${INDENT}${colour(line)}`);
    for (const line of entry.kind === 'webhook' ? wrap(entry.detail ?? []) : (entry.detail ?? []))
      this.#write(`${INDENT}${pc.dim(`  ${line}`)}`);
  }
}

/** The SID that an event begins the story of, if any. */
function begunBy(event: WorldEvent): string | null {
  if (event.type === 'call.started') return event.callSid;
  return event.type === 'text.received' || event.type === 'text.sent' ? event.messageSid : null;
}

/** The SID of the call or text that an event is about. */
function subjectOf(event: WorldEvent): string {
  if ('messageSid' in event) return event.messageSid ?? '';
  return event.call ?? '';
}

function secondsOf(ms: number | null): string {
  return ms === null ? ' '.repeat(7) : `${(ms / 1000).toFixed(1).padStart(6)}s`;
}

const INDENT = ' '.repeat(12);
const WIDTH = 100;

/** Short parameters side by side, as many as fit. */
function wrap(parameters: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const parameter of parameters) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + parameter.length < WIDTH)
      lines[lines.length - 1] = `${last}  ${parameter}`;
    else lines.push(parameter);
  }
  return lines;
}
