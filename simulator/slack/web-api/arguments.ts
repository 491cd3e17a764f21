import type { SlackRequest } from '../http';
import { SlackError } from './error';

/** The arguments of a method; every one may be left out, and what is empty counts as left out. */
export class Arguments {
  readonly #values: ReadonlyMap<string, unknown>;

  private constructor(values: Iterable<readonly [string, unknown]>) {
    this.#values = new Map(values);
  }

  /**
   * Reads a request's arguments. Slack ignores the whole JSON body of a method that takes forms only
   * (https://docs.slack.dev/apis/web-api).
   */
  static read({ contentType, query, body }: SlackRequest, takesJson: boolean): Arguments {
    const text = body.toString('utf8');
    const isJson = contentType.startsWith('application/json');
    const form = isJson ? [] : [...new URLSearchParams(text)];
    const json = isJson && takesJson ? Object.entries(parse(text) ?? {}) : [];
    return new Arguments([...new URLSearchParams(query), ...form, ...json]);
  }

  /** The text of this name; empty when it was left out. */
  text(name: string): string {
    const value = this.#values.get(name);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }

  /** Whether this flag is set; `standard` when it was left out. */
  flag(name: string, standard = false): boolean {
    const value = this.#values.get(name);
    if (value === undefined || value === '') return standard;
    return value === true || value === 'true' || value === '1' || value === 1;
  }

  /** Whether it was given at all. */
  has(name: string): boolean {
    const value = this.#values.get(name);
    return value !== undefined && value !== null && value !== '';
  }

  /** A structure: forms hold it as JSON text. */
  json(name: string): unknown {
    const value = this.#values.get(name);
    return typeof value === 'string' ? parse(value) : value;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SlackError('invalid_arguments');
  }
}
