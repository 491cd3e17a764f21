import type { AccessKey } from './signature';

/** Settings of the local S3: well-formed, and worth nothing anywhere else. */
export const LOCAL_S3 = {
  jobsBucket: 'local-jobs',
  auditBucket: 'local-record',
  jobsKey: 'maintenance.json',
  key: {
    accessKeyId: 'local-s3-key',
    secretAccessKey: 'local-s3-secret',
    region: 'us-west-2',
  } satisfies AccessKey,
} as const;

/** What the functions get as their S3 settings when `origin` is the address of the stand-in. */
export function s3Settings(origin: string): Record<string, string> {
  return {
    S3_BUCKET: LOCAL_S3.jobsBucket,
    S3_AUDIT_BUCKET: LOCAL_S3.auditBucket,
    S3_REGION: LOCAL_S3.key.region,
    S3_ACCESS_KEY_ID: LOCAL_S3.key.accessKeyId,
    S3_SECRET_ACCESS_KEY: LOCAL_S3.key.secretAccessKey,
    S3_ENDPOINT: origin,
  };
}
