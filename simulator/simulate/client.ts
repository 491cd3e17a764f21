import type { Action, Message } from '../console/protocol';

/** A world that another terminal has opened. */
export class WorldClient {
  readonly #origin: string;

  constructor(port: number) {
    this.#origin = `http://127.0.0.1:${port}`;
  }

  /** Everything that happens from now on, a snapshot first. Throws when no world answers there. */
  async *messages(signal: AbortSignal): AsyncGenerator<Message> {
    const reply = await fetch(`${this.#origin}/_world/events`, { signal });
    if (!reply.ok || reply.body === null) throw new Error(`${this.#origin} is no local world.`);
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of reply.body as unknown as AsyncIterable<Uint8Array>) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) yield JSON.parse(part.slice('data: '.length)) as Message;
    }
  }

  /** A crew presses “Take this job” on the page of its link; resolves with what the page says then. */
  async claim(link: string): Promise<string> {
    const { searchParams } = new URL(link);
    const form = new URLSearchParams({ t: searchParams.get('t') ?? '', action: 'claim' });
    const page = await (await fetch(`${this.#origin}/claim`, { method: 'POST', body: form })).text();
    const said = /role="status">([^<]*)</.exec(page) ?? /<h1[^>]*>(?:<bdi>)?([^<]*)</.exec(page);
    return said?.[1] ?? page;
  }

  /** Does something in the world. Throws with the reason when that is refused. */
  async act(action: Action): Promise<{ sid?: string; job?: string; summary?: string }> {
    const reply = await fetch(`${this.#origin}/_world/actions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(action),
    });
    const body = (await reply.json()) as {
      sid?: string;
      summary?: string;
      error?: { message: string };
    };
    if (body.error !== undefined) throw new Error(body.error.message);
    return body;
  }
}
