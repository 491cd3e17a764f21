import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createS3, type S3, type S3Options } from '../src/clients/s3';
import { findJob, parseDocument, toText, withJob } from '../src/jobs/document';
import { createS3JobStore } from '../src/jobs/store';
import { MOST_DOCUMENT_BYTES } from '../src/jobs/store-document';
import type { EventClock } from './jobs-clock';
import { addMark } from './jobs-document';

/** Somebody who changes a job once; `tries` is how often the document was read for it. */
export type Writer = (
  id: string,
  mark: string,
) => Promise<{ readonly done: boolean; readonly tries: number }>;

/** What writers need; `wait` is what S3 takes before it does anything. */
export interface WriterOptions {
  readonly s3: S3Options;
  readonly key: string;
  readonly clock: EventClock;
  readonly random: () => number;
  readonly wait: (signal?: AbortSignal) => Promise<void>;
}

/** The relay's own store: every write under the condition that nobody else has written. */
export function conditionalWriter({ s3, key, clock, random, wait }: WriterOptions): Writer {
  const client = createS3(s3);
  return async (id, mark) => {
    let tries = 0;
    const slow: S3 = {
      read: async (name, maxBytes, signal) => {
        tries += 1;
        await wait(signal);
        return client.read(name, maxBytes, signal);
      },
      write: async (object, signal) => {
        await wait(signal);
        return client.write(object, signal);
      },
    };
    const update = await createS3JobStore({ s3: slow, clock, random, key }).update(id, mark, addMark(mark));
    return { done: update.kind === 'changed', tries };
  };
}

/** What a script does that reads the document, changes it and puts it back. */
export function unconditionalWriter({ s3, key, wait }: WriterOptions): Writer {
  const client = createS3(s3);
  const { region, accessKeyId, secretAccessKey, endpoint = '', bucket: Bucket } = s3;
  const credentials = { accessKeyId, secretAccessKey };
  const sdk = new S3Client({ region, credentials, endpoint, forcePathStyle: true, maxAttempts: 1 });
  const never = new AbortController().signal;
  return async (id, mark) => {
    await wait();
    const read = await client.read(key, MOST_DOCUMENT_BYTES, never);
    const Body = marked(read.kind === 'object' ? read.text : '', id, mark);
    await wait();
    await sdk.send(new PutObjectCommand({ Bucket, Key: key, Body, ContentType: 'application/json' }));
    return { done: true, tries: 1 };
  };
}

function marked(text: string, id: string, mark: string): string {
  const parsed = parseDocument(text);
  if (parsed.kind !== 'ok') throw new Error(parsed.why);
  const found = findJob(parsed.doc, id);
  const decision = addMark(mark)(found.kind === 'job' ? found.job : null);
  return decision.kind === 'change' ? toText(withJob(parsed.doc, decision.job)) : text;
}
