import type { Job } from './job';

/** UTF-8 bytes of each of a job's own words that are told and stored. Up to nine states of a job share a document of 16 KiB. */
const MOST_WORDS_BYTES = 300;

/** The beginning of a text, at most so many UTF-16 units; no character is cut in two. */
export function clip(text: string, most: number): string {
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
}

/** The job with as much of its words as anybody is told: others may write whole books into the file. */
export function shortened(job: Job): Job {
  const { title, address, customer } = job;
  return {
    ...job,
    ...(title === undefined ? {} : { title: clipBytes(title) }),
    ...(address === undefined ? {} : { address: clipBytes(address) }),
    ...(customer?.name === undefined ? {} : { customer: { ...customer, name: clipBytes(customer.name) } }),
  };
}

function clipBytes(text: string): string {
  const start = clip(text, MOST_WORDS_BYTES);
  if (Buffer.byteLength(start) <= MOST_WORDS_BYTES) return start;
  // A character that is cut in two is left out.
  return new TextDecoder().decode(Buffer.from(start).subarray(0, MOST_WORDS_BYTES)).replace(/\ufffd$/, '');
}
