/** Where JSON text stops being JSON; both count from 1. */
export interface SyntaxFault {
  readonly line: number;
  readonly column: number;
  readonly expected: string;
}

class Unexpected extends Error {}

/** Finds the first place where `text` is not JSON (RFC 8259); undefined when it all is. V8's own message often names no place. */
export function findSyntaxError(text: string): SyntaxFault | undefined {
  const scanner = new Scanner(text);
  try {
    scanner.document();
    return undefined;
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error;
    const before = text.slice(0, scanner.at).split('\n');
    return { line: before.length, column: (before.at(-1) ?? '').length + 1, expected: error.message };
  }
}

class Scanner {
  at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  document(): void {
    this.#value();
    if (this.at < this.#text.length) throw new Unexpected('nothing more');
  }

  #value(): void {
    this.#space();
    if (this.#skip(/\{/y)) this.#entries('}', () => this.#member());
    else if (this.#skip(/\[/y)) this.#entries(']', () => this.#value());
    else if (!this.#string() && !this.#skip(/true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y)) {
      throw new Unexpected('a value');
    }
    this.#space();
  }

  #entries(close: string, entry: () => void): void {
    this.#space();
    if (this.#takes(close)) return;
    do entry();
    while (this.#takes(','));
    if (!this.#takes(close)) throw new Unexpected(`a comma or ${close}`);
  }

  #member(): void {
    this.#space();
    if (!this.#string()) throw new Unexpected('a key in double quotes');
    this.#space();
    if (!this.#takes(':')) throw new Unexpected('a colon');
    this.#value();
  }

  #string(): boolean {
    if (!this.#takes('"')) return false;
    this.#skip(/(?:[^"\\\u0000-\u001f]+|\\["\\/bfnrt]|\\u[\da-fA-F]{4})*/y);
    if (!this.#takes('"')) throw new Unexpected('a double quote at the end of the text');
    return true;
  }

  #space(): void {
    this.#skip(/[ \t\r\n]*/y);
  }

  #takes(character: string): boolean {
    if (this.#text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text);
    this.at += found?.[0].length ?? 0;
    return found !== null;
  }
}
