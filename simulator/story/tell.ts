import pc from 'picocolors';
import type { DispatchConfig } from '../../src/config/dispatch';
import type { WorldEvent } from '../events';
import { describe, type Entry } from './describe';

const MARKS: Readonly<Record<Entry['kind'], string>> = {
  call: '☎',
  phone: '♪',
  webhook: '→',
  twiml: '←',
  decision: '●',
  speech: '“',
  fault: '✗',
};

const COLOURS: Readonly<Record<Entry['kind'], (text: string) => string>> = {
  call: pc.bold,
  phone: pc.yellow,
  webhook: pc.dim,
  twiml: pc.cyan,
  decision: pc.green,
  speech: pc.italic,
  fault: pc.red,
};

/** Tells world events as a story, line by line, with the seconds since the call began. */
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
    if (event.type === 'call.started') this.#starts.set(event.callSid, event.at);
    const entry = describe(this.#config, event);
    if (entry === null) return;
    const [first = '', ...more] = entry.title.split('\n');
    const colour = COLOURS[entry.kind];
    this.#write(`${pc.dim(this.#since(event))}  ${MARKS[entry.kind]}  ${colour(first)}`);
    for (const line of more) this.#write(`${INDENT}${colour(line)}`);
    for (const line of entry.kind === 'webhook' ? wrap(entry.detail ?? []) : (entry.detail ?? []))
      this.#write(`${INDENT}${pc.dim(`  ${line}`)}`);
  }

  #since(event: WorldEvent): string {
    const start = this.#starts.get(event.call ?? '') ?? event.at;
    return `${((event.at - start) / 1000).toFixed(1).padStart(6)}s`;
  }
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
