import type * as Sdk from '@aws-sdk/client-s3';
import { RelayError } from '../../errors';
import { agents } from '../agents';

/** One bucket, and who may use it. */
export interface S3Options {
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** In place of AWS, addressed path-style (design: `S3_ENDPOINT`). */
  readonly endpoint?: string | undefined;
}

/** The SDK and a client of it. */
export type ConnectS3 = () => Promise<{ sdk: typeof Sdk; client: Sdk.S3Client }>;

/** Our own signal comes first; this only ends what nobody waits for. */
const TIMEOUT = { requestTimeout: 10_000, throwOnRequestTimeout: true };

/** Loads the SDK when it is first used, as most functions never do; it takes up to half a second where a core is shared. */
export function createConnect(options: S3Options): ConnectS3 {
  let connected: ReturnType<ConnectS3> | undefined;
  return () => {
    assertPresent(options);
    connected ??= connect(options);
    return connected;
  };
}

async function connect({ region, accessKeyId, secretAccessKey, endpoint }: S3Options) {
  const sdk = await import('@aws-sdk/client-s3');
  const client = new sdk.S3Client({
    region,
    credentials: { accessKeyId, secretAccessKey },
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    // A write that the SDK repeated by itself would find its own first try in the way and look refused.
    maxAttempts: 1,
    requestHandler: { ...TIMEOUT, httpAgent: agents['http:'], httpsAgent: agents['https:'] },
    // Other servers than AWS's may not know the checksums that the SDK adds by itself.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return { sdk, client };
}

function assertPresent({ bucket, region, accessKeyId, secretAccessKey }: S3Options): void {
  const settings = {
    'the bucket': bucket,
    S3_REGION: region,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
  };
  const missing = Object.entries(settings).flatMap(([name, value]) => (value === '' ? name : []));
  if (missing.length === 0) return;
  throw new RelayError('settings_missing', {
    text: `Not set: ${missing.join(', ')}.`,
    advice: 'Set them in .env and deploy again.',
  });
}
