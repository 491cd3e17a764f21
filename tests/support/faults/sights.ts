import type { MessageView } from '../../../simulator/slack';
import type { Line } from '../stories';
import { messagesIn } from './evidence';

/** The dispatchers whose phones got a text with these words, and whether they can answer it. */
export function texted(line: Line, words: string): readonly string[] {
  return line.world.config.dispatchers.flatMap(({ name, phone }) => {
    const body = line.inbox(phone).find((text) => text.includes(words));
    if (body === undefined) return [];
    return [/Reply \d+ /.test(body) ? `${name} is texted, with a code to answer by` : `${name} is texted`];
  });
}

/** Whose phones rang, and how long after the call came in. */
export function whoRang({ world }: Line): readonly string[] {
  const began = world.events.find(({ type }) => type === 'call.started')?.at ?? 0;
  return world.events.flatMap((event) => {
    if (event.type !== 'leg.rings') return [];
    const name = world.config.dispatchers.find(({ phone }) => phone === event.to)?.name ?? event.to;
    return [`${name} rings after ${Math.round((event.at - began) / 1000)} s`];
  });
}

/** What we have said in the thread since these words were written there, and the buttons beneath; how often, if not once. */
export function saidInThread(line: Line, words: string): readonly string[] {
  const messages = messagesIn(line);
  const said = messages.slice(messages.findIndex(({ text }) => text === words) + 1).map(shown);
  return [...new Set(said)].map((note) => {
    const times = said.filter((one) => one === note).length;
    return times === 1 ? note : `${times}× ${note}`;
  });
}

function shown({ text, buttons }: MessageView): string {
  return [`“${text}”`, ...buttons.map(({ label }) => `[${label}]`)].join(' ');
}
