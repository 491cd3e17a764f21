import * as sdk from '@aws-sdk/client-s3';
import { Activity } from '../../simulator/activity';
import { startLoopbackServer } from '../../simulator/loopback-server';
import { LOCAL_S3, S3StandIn, type ObjectsState } from '../../simulator/s3';
import { createS3, type S3Options } from '../../src/clients/s3';
import { systemClock, type Clock } from '../../src/clock';
import { createS3JobStore, type JobStore } from '../../src/jobs/store';
import { startRadosgw } from './radosgw';

/** An S3 with one empty bucket for our client, and the SDK for looking and for playing somebody else. */
export class S3Bench {
  readonly options: S3Options;
  readonly sdk: sdk.S3Client;
  readonly #close: () => Promise<void>;

  constructor(options: S3Options, close: () => Promise<void>) {
    const { region, accessKeyId, secretAccessKey } = options;
    this.options = options;
    this.sdk = new sdk.S3Client({
      region,
      credentials: { accessKeyId, secretAccessKey },
      endpoint: options.endpoint!,
      forcePathStyle: true,
      maxAttempts: 1,
      requestChecksumCalculation: 'WHEN_REQUIRED',
    });
    this.#close = close;
  }

  /** A job store of its own, as in a function of its own. */
  store(key: string, clock: Clock = systemClock, random: () => number = Math.random): JobStore {
    return createS3JobStore({ s3: createS3(this.options), clock, random, key });
  }

  /** Somebody else writes, without any condition. */
  async put(key: string, content: string | Buffer): Promise<void> {
    const { bucket: Bucket } = this.options;
    await this.sdk.send(new sdk.PutObjectCommand({ Bucket, Key: key, Body: content }));
  }

  /** An object as everybody sees it. */
  async get(key: string): Promise<{ text: string; cacheControl?: string; contentType?: string }> {
    const { bucket: Bucket } = this.options;
    const reply = await this.sdk.send(new sdk.GetObjectCommand({ Bucket, Key: key }));
    return {
      text: await reply.Body!.transformToString(),
      cacheControl: reply.CacheControl!,
      contentType: reply.ContentType!,
    };
  }

  async close(): Promise<void> {
    this.sdk.destroy();
    await this.#close();
  }
}

/** The stand-in, listening. */
export async function openStandIn(
  restore?: ObjectsState,
  clock: Clock = systemClock,
): Promise<{ bench: S3Bench; standIn: S3StandIn }> {
  const { key, jobsBucket, auditBucket } = LOCAL_S3;
  const buckets = [jobsBucket, auditBucket];
  const standIn = new S3StandIn({ clock, activity: new Activity(), key, buckets, restore });
  const server = await startLoopbackServer((request, response) => {
    void standIn.handle(request, response).then((isOurs) => {
      if (!isOurs) response.writeHead(418).end();
    });
  });
  const close = (): Promise<void> => {
    standIn.close();
    return server.close();
  };
  return { bench: new S3Bench({ ...key, bucket: jobsBucket, endpoint: server.origin }, close), standIn };
}

/** A real S3 on this machine. */
export async function openRadosgw(): Promise<S3Bench> {
  const server = await startRadosgw();
  const { endpoint, accessKeyId, secretAccessKey } = server;
  const options = { bucket: 'local-jobs', region: 'us-east-1', accessKeyId, secretAccessKey, endpoint };
  const bench = new S3Bench(options, () => server.stop());
  await bench.sdk.send(new sdk.CreateBucketCommand({ Bucket: options.bucket }));
  return bench;
}
