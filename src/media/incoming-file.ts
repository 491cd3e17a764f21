import type { FetchedMedia } from '../clients/media';
import { endingOf, inMegabytes, LIMITS, nounOf } from './types';

/** A file of an incoming text, as Twilio announced it. */
export interface IncomingFile {
  readonly sid: string;
  /** From 1 on. */
  readonly number: number;
  /** As it was announced; anything at all. */
  readonly contentType: string;
}

/** The name under which a file is shown in Slack, for example `picture-1.jpg`. */
export function nameOf({ number, contentType }: IncomingFile, fetchedType: string): string {
  const type = endingOf(fetchedType) === 'bin' ? contentType : fetchedType;
  return `${nounOf(type)}-${number}.${endingOf(type)}`;
}

/** What is said in place of a file that is not to be had; nothing in it is from outside. */
export function insteadOf(file: IncomingFile, why: Exclude<FetchedMedia, { kind: 'fetched' }>): string {
  const noun = nounOf(file.contentType);
  switch (why.kind) {
    case 'too-large': {
      const size = why.bytes === null ? `more than ${inMegabytes(LIMITS.bytesIn)}` : inMegabytes(why.bytes);
      return `A ${noun} of ${size} could not be taken over. Ask the customer to send a smaller one.`;
    }
    case 'gone':
      return `${titleOf(file)} could not be taken over: Twilio no longer has it. Ask the customer to send it again.`;
    case 'refused':
      return `${titleOf(file)} could not be taken over. Ask the customer to send it again.`;
    default:
      return why satisfies never;
  }
}

/** What is said where nobody knows whether a file is in the thread: whoever reads it sees that. */
export function mayBeMissing(file: IncomingFile): string {
  return `${titleOf(file)} of this text may be missing here. If you cannot see it, ask the customer to send it again.`;
}

function titleOf({ number, contentType }: IncomingFile): string {
  const noun = nounOf(contentType);
  return `${noun.charAt(0).toUpperCase()}${noun.slice(1)} ${number}`;
}
