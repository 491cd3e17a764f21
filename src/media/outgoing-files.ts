import type { SlackFile } from '../clients/slack';
import { inMegabytes, LIMITS, mmsTypeOf } from './types';

/** Whether the files of a Slack message can go out with a text. */
export type MediaForSms =
  | { readonly kind: 'ok'; readonly fileIds: readonly string[] }
  /** `words` say why not and what to do; nothing in them is from outside. */
  | { readonly kind: 'refused'; readonly words: string };

/** Decides whether these files fit one text: how many, how large, of which kinds; no files are fine. */
export function mediaForSms(files: readonly SlackFile[]): MediaForSms {
  const words = tooMany(files) ?? wrongFile(files) ?? tooLarge(files);
  return words === null ? { kind: 'ok', fileIds: files.map(({ id }) => id) } : { kind: 'refused', words };
}

function tooMany({ length }: readonly SlackFile[]): string | null {
  if (length <= LIMITS.filesOut) return null;
  return `A text takes at most ${LIMITS.filesOut} files; these are ${length}. Send them in several replies.`;
}

function wrongFile(files: readonly SlackFile[]): string | null {
  for (const [index, { mimetype, size }] of files.entries()) {
    const name = files.length === 1 ? 'This file' : `File ${index + 1}`;
    if (mmsTypeOf(mimetype) === null) {
      return `${name} is of a kind that texts do not take. Send a picture, a video, a recording or a PDF.`;
    }
    if (size > LIMITS.bytesServed) {
      const most = inMegabytes(LIMITS.bytesServed);
      return `${name} has ${inMegabytes(size)}; a text takes files of up to ${most}. Send a smaller one.`;
    }
  }
  return null;
}

function tooLarge(files: readonly SlackFile[]): string | null {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (bytes <= LIMITS.bytesOut) return null;
  const [given, most] = [inMegabytes(bytes), inMegabytes(LIMITS.bytesOut)];
  return `These files have ${given} together; a text takes up to ${most}. Send them in several replies.`;
}
