import { explainFailure } from '../../src/conversations/delivery';
import type { WorldEvent } from '../events';
import type { Entry } from './entry';

/** Anything that happens to a text. */
type TextEvent = Extract<WorldEvent, { type: `text.${string}` }>;

/** Of no interest to a person: the text is on its way. */
const STEPS: readonly string[] = ['accepted', 'queued', 'sending'];

/** Says what happened to a text, null for what nobody wants to know; `name` says whose phone a number is. */
export function describeText(event: TextEvent, name: (phone: string) => string): Entry | null {
  switch (event.type) {
    case 'text.received':
      return text(`${name(event.from)} texts the line: ${contentOf(event.body, event.numMedia)}`);
    case 'text.sent': {
      const by = event.messageSid === null ? 'Twilio itself answers' : 'A text to';
      const content = contentOf(event.body, event.mediaUrls.length);
      return text(`${by} ${name(event.to)}${event.sendAt === null ? '' : ', for later'}: ${content}`);
    }
    case 'text.status':
      return STEPS.includes(event.status) ? null : describeStatus(event, name(event.to));
    default:
      return event satisfies never;
  }
}

function describeStatus({ status, errorCode }: TextEvent & { type: 'text.status' }, to: string): Entry {
  if (errorCode === null) return text(`The text to ${to}: ${status}`);
  return {
    kind: 'fault',
    title: `The text to ${to}: ${status} (${errorCode}). ${explainFailure(errorCode).words}`,
  };
}

function text(title: string): Entry {
  return { kind: 'text', title };
}

function contentOf(body: string, files: number): string {
  const words = body === '' && files > 0 ? [] : [`“${body}”`];
  return [...words, ...(files === 0 ? [] : [files === 1 ? 'a picture' : `${files} pictures`])].join(' with ');
}
