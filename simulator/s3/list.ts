import { refuse } from './error';
import type { S3Reply } from './http';
import type { Objects } from './objects';
import { element, xmlReply, type Markup } from './xml';

const MOST_KEYS = 1000;
const KNOWN = ['list-type', 'prefix', 'max-keys', 'continuation-token', 'start-after', 'x-id'];

/**
 * ListObjectsV2, without delimiters.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */
export function listObjects(objects: Objects, bucket: string, query: URLSearchParams): S3Reply {
  const isKnown = query.get('list-type') === '2' && [...query.keys()].every((name) => KNOWN.includes(name));
  if (!isKnown) return refuse('NotImplemented');
  const asked = query.get('max-keys') ?? String(MOST_KEYS);
  if (!/^\d{1,9}$/.test(asked)) return refuse('InvalidArgument', { ArgumentName: 'max-keys' });
  const most = Math.min(Number(asked), MOST_KEYS);
  const prefix = query.get('prefix') ?? '';
  const after = startOf(query);
  const rest = objects.keys(bucket, prefix).filter((key) => after === null || isAfter(key, after));
  const page = rest.slice(0, most);
  const isTruncated = most > 0 && rest.length > page.length;
  const parts: Markup[] = [
    element('Name', bucket),
    element('Prefix', prefix),
    element('KeyCount', String(page.length)),
    element('MaxKeys', String(most)),
    element('IsTruncated', String(isTruncated)),
    ...(isTruncated ? [element('NextContinuationToken', tokenOf(page.at(-1) ?? ''))] : []),
    ...page.map((key) => contents(objects, bucket, key)),
  ];
  return xmlReply(200, element('ListBucketResult', ...parts));
}

function contents(objects: Objects, bucket: string, key: string): Markup {
  const object = objects.find(bucket, key);
  if (object === undefined) return { markup: '' };
  return element(
    'Contents',
    element('Key', key),
    element('LastModified', new Date(object.modifiedAt).toISOString()),
    element('ETag', `"${object.etag}"`),
    element('Size', String(Buffer.byteLength(object.content, 'base64'))),
    element('StorageClass', 'STANDARD'),
  );
}

/** The key after which the page begins. */
function startOf(query: URLSearchParams): string | null {
  const token = query.get('continuation-token');
  return token === null ? query.get('start-after') : Buffer.from(token, 'base64url').toString();
}

function tokenOf(key: string): string {
  return Buffer.from(key).toString('base64url');
}

function isAfter(key: string, start: string): boolean {
  return Buffer.compare(Buffer.from(key), Buffer.from(start)) > 0;
}
