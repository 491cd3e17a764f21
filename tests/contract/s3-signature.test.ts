import { refusalOf, signatureOf, type AccessKey } from '../../simulator/s3/signature';
import type { S3Request } from '../../simulator/s3/http';

const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const KEY: AccessKey = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
};
const NOW = Date.parse('2013-05-24T00:00:00Z');

/** AWS's own examples: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
const EXAMPLES: [string, S3Request, string[], string][] = [
  [
    'GET Object',
    request('GET', '/test.txt', { range: 'bytes=0-9' }),
    ['host', 'range', 'x-amz-content-sha256', 'x-amz-date'],
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  ],
  [
    'PUT Object',
    request(
      'PUT',
      '/test%24file.text',
      { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
      'Welcome to Amazon S3.',
      '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
    ),
    ['date', 'host', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-storage-class'],
    '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  ],
  [
    'GET Bucket Lifecycle',
    request('GET', '/?lifecycle'),
    ['host', 'x-amz-content-sha256', 'x-amz-date'],
    'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  ],
  [
    'List Objects',
    request('GET', '/?max-keys=2&prefix=J'),
    ['host', 'x-amz-content-sha256', 'x-amz-date'],
    '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  ],
];

function request(
  method: string,
  url: string,
  headers: Record<string, string> = {},
  body = '',
  hash = EMPTY_SHA256,
): S3Request {
  const [rawPath = '', query = ''] = url.split('?');
  const own = {
    host: 'examplebucket.s3.amazonaws.com',
    'x-amz-content-sha256': hash,
    'x-amz-date': '20130524T000000Z',
  };
  const body_ = Buffer.from(body);
  return { method, rawPath, query: new URLSearchParams(query), headers: { ...own, ...headers }, body: body_ };
}

function authorized(unsigned: S3Request, signed: readonly string[], signature: string): S3Request {
  const authorization = `AWS4-HMAC-SHA256 Credential=${KEY.accessKeyId}/20130524/us-east-1/s3/aws4_request,SignedHeaders=${signed.join(';')},Signature=${signature}`;
  return { ...unsigned, headers: { ...unsigned.headers, authorization } };
}

test.each(EXAMPLES)('AWS’s example %s is signed as AWS says, and taken', (_, unsigned, signed, signature) => {
  expect(signatureOf(unsigned, signed, KEY)).toBe(signature);
  expect(refusalOf(authorized(unsigned, signed, signature), KEY, NOW)).toBeNull();
});

describe('a request is refused', () => {
  const [, unsigned, signed, signature] = EXAMPLES[1]!;
  const good = authorized(unsigned, signed, signature);
  const withHeaders = (headers: Record<string, string>): S3Request => ({
    ...good,
    headers: { ...good.headers, ...headers },
  });

  test.each<[string, S3Request, string]>([
    ['without a signature', unsigned, 'AccessDenied'],
    ['with another method', { ...good, method: 'DELETE' }, 'SignatureDoesNotMatch'],
    ['with another path', { ...good, rawPath: '/other' }, 'SignatureDoesNotMatch'],
    ['with another query', { ...good, query: new URLSearchParams('a=b') }, 'SignatureDoesNotMatch'],
    [
      'with another signed header',
      withHeaders({ 'x-amz-storage-class': 'STANDARD' }),
      'SignatureDoesNotMatch',
    ],
    [
      'with an x-amz header that is not signed',
      withHeaders({ 'x-amz-acl': 'public-read' }),
      'SignatureDoesNotMatch',
    ],
    ['for another day', withHeaders({ 'x-amz-date': '20130525T000000Z' }), 'SignatureDoesNotMatch'],
    [
      'for another region than it says',
      withHeaders({
        authorization: String(good.headers.authorization).replace('us-east-1', 'us-west-2'),
      }),
      'SignatureDoesNotMatch',
    ],
    ['with another body', { ...good, body: Buffer.from('Farewell') }, 'XAmzContentSHA256Mismatch'],
  ])('%s', (_, wrong, code) => {
    expect(refusalOf(wrong, KEY, NOW)).toBe(code);
  });

  test('with another key, secret or region', () => {
    expect(refusalOf(good, { ...KEY, accessKeyId: 'other' }, NOW)).toBe('InvalidAccessKeyId');
    expect(refusalOf(good, { ...KEY, secretAccessKey: 'other' }, NOW)).toBe('SignatureDoesNotMatch');
    expect(refusalOf(good, { ...KEY, region: 'us-west-2' }, NOW)).toBe('SignatureDoesNotMatch');
  });

  test('more than 15 minutes early or late', () => {
    const minutes = 60_000;
    expect(refusalOf(good, KEY, NOW + 15 * minutes)).toBeNull();
    expect(refusalOf(good, KEY, NOW + 15 * minutes + 1)).toBe('RequestTimeTooSkewed');
    expect(refusalOf(good, KEY, NOW - 15 * minutes - 1)).toBe('RequestTimeTooSkewed');
  });
});
