import { createHash } from 'node:crypto';
import { refuse } from './error';
import { headerOf, type S3Reply, type S3Request } from './http';
import { listObjects } from './list';
import type { Objects, StoredObject } from './objects';

/** Where a request goes; an empty key means the bucket itself. */
export interface Address {
  readonly bucket: string;
  readonly key: string;
}

/** Whether somebody else writes the object at this very moment; asked once for each conditional write. */
export type Race = () => boolean;

/** Splits `/<bucket>/<key>`; null when it is no proper address. */
export function parseAddress(rawPath: string): Address | null {
  const [, bucket = '', ...rest] = rawPath.split('/');
  try {
    return { bucket, key: decodeURIComponent(rest.join('/')) };
  } catch {
    return null;
  }
}

/** Does what a request asks for that is rightly signed. */
export function perform(objects: Objects, request: S3Request, address: Address, race: Race): S3Reply {
  const { bucket, key } = address;
  if (!objects.has(bucket)) return refuse('NoSuchBucket', { BucketName: bucket });
  switch (`${request.method} ${key === '' ? 'bucket' : 'object'}`) {
    case 'HEAD bucket':
      return { status: 200 };
    case 'GET bucket':
      return listObjects(objects, bucket, request.query);
    case 'GET object':
      return getObject(objects, address);
    case 'HEAD object':
      return headObject(objects, address);
    case 'PUT object':
      return putObject(objects, request, address, race);
    case 'DELETE object':
      objects.remove(bucket, key);
      return { status: 204 };
    default:
      return refuse('MethodNotAllowed');
  }
}

/** Whether a request changes something. */
export function changesSomething({ method }: S3Request): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

function getObject(objects: Objects, { bucket, key }: Address): S3Reply {
  const object = objects.find(bucket, key);
  if (object === undefined) return refuse('NoSuchKey', { Key: key });
  return { status: 200, headers: headersOf(object), body: Buffer.from(object.content, 'base64') };
}

/** Nothing is said about why there is none: a reply to HEAD has no body. */
function headObject(objects: Objects, { bucket, key }: Address): S3Reply {
  const object = objects.find(bucket, key);
  if (object === undefined) return { status: 404 };
  const size = Buffer.byteLength(object.content, 'base64');
  return { status: 200, headers: { ...headersOf(object), 'content-length': String(size) } };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
function putObject(objects: Objects, request: S3Request, { bucket, key }: Address, race: Race): S3Reply {
  const refusal = conditionRefusal(request, key, objects.find(bucket, key), race);
  if (refusal !== null) return refusal;
  const md5 = headerOf(request, 'content-md5');
  if (md5 !== '' && md5 !== createHash('md5').update(request.body).digest('base64')) {
    return refuse('BadDigest');
  }
  const { etag } = objects.put(bucket, key, {
    content: request.body,
    contentType: headerOf(request, 'content-type') || 'binary/octet-stream',
    cacheControl: headerOf(request, 'cache-control'),
  });
  return { status: 200, headers: { etag: `"${etag}"` } };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
function conditionRefusal(
  request: S3Request,
  key: string,
  present: StoredObject | undefined,
  race: Race,
): S3Reply | null {
  const ifMatch = headerOf(request, 'if-match');
  const ifNoneMatch = headerOf(request, 'if-none-match');
  if (ifMatch === '' && ifNoneMatch === '') return null;
  if (ifNoneMatch !== '' && (ifNoneMatch !== '*' || ifMatch !== '')) return refuse('NotImplemented');
  if (ifMatch !== '' && present === undefined) return refuse('NoSuchKey', { Key: key });
  const Condition = ifMatch === '' ? 'If-None-Match' : 'If-Match';
  const holds = ifMatch === '' ? present === undefined : ifMatch.replace(/"/g, '') === present?.etag;
  if (!holds) return refuse('PreconditionFailed', { Condition });
  return race() ? refuse('ConditionalRequestConflict', { Condition, Key: key }) : null;
}

function headersOf({ etag, modifiedAt, contentType, cacheControl }: StoredObject): Record<string, string> {
  return {
    etag: `"${etag}"`,
    'last-modified': new Date(modifiedAt).toUTCString(),
    'content-type': contentType,
    ...(cacheControl === '' ? {} : { 'cache-control': cacheControl }),
  };
}
