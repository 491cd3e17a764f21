import { checkReply } from '../support/openapi';
import { specOf } from '../support/openapi-spec';

/** What the checker against Twilio's OpenAPI files refuses in a reply, and that it takes what Twilio shows as examples. */
const zeros = '0'.repeat(32);
const sync = (path: string): string => `https://sync.twilio.com/v1/Services/IS${zeros}${path}`;

describe('a reply', () => {
  const url = sync(`/Documents/ET${zeros}`);
  const document = {
    sid: `ET${zeros}`,
    unique_name: 'call',
    account_sid: `AC${zeros}`,
    service_sid: `IS${zeros}`,
    url,
    links: { permissions: `${url}/Permissions` },
    revision: '0',
    data: { n: 1 },
    date_expires: null,
    date_created: '2026-11-20T12:00:00.000Z',
    date_updated: '2026-11-20T12:00:00.000Z',
    created_by: 'system',
  };
  const { revision: _, ...withoutRevision } = document;
  const replied = (status: number, body: unknown, method = 'GET'): string[] =>
    checkReply({ method, url, status, body: body === '' ? '' : JSON.stringify(body) });

  test('of Twilio’s form is taken', () => {
    expect(replied(200, document)).toEqual([]);
    expect(replied(204, '', 'DELETE')).toEqual([]);
  });

  test.each([
    ['a number for a text', { ...document, revision: 0 }, 'revision must be string'],
    [
      'a wrong SID',
      { ...document, account_sid: `SK${zeros}` },
      'account_sid must match pattern "^AC[0-9a-fA-F]{32}$"',
    ],
    ['a relative address', { ...document, url: '/v1/Services' }, 'url must match format "uri"'],
    [
      'a date that is none',
      { ...document, date_expires: 'soon' },
      'date_expires must match format "date-time"',
    ],
    [
      'addresses that are none',
      { ...document, links: { permissions: 7 } },
      'links/permissions must be string',
    ],
    ['a field left out', withoutRevision, "must have required property 'revision'"],
    ['a field made up', { ...document, etag: '0' }, 'must not have “etag”'],
    ['no body', '', 'is not JSON'],
  ])('with %s is refused', (_what, body, problem) => {
    expect(replied(200, body)).toEqual([problem]);
  });

  test('with a status that Twilio does not answer, or a body after a removal, is refused', () => {
    expect(replied(201, document)).toEqual(['the status 201 is not in the OpenAPI file']);
    expect(replied(204, {}, 'DELETE')).toEqual(['must have no body']);
  });

  test('that refuses has Twilio’s form of error', () => {
    const error = {
      code: 54100,
      message: 'Not found',
      more_info: 'https://www.twilio.com/docs/errors/54100',
      status: 404,
    };
    expect(replied(404, error)).toEqual([]);
    const others = [
      { ...error, code: '54100' },
      { ...error, status: 400 },
      { ...error, more_info: '54100' },
      {},
      '',
    ];
    for (const other of others) expect(replied(404, other)).toEqual(['is not Twilio’s form of error']);
  });
});

test('Twilio’s own examples of everything that we use are taken', () => {
  const used = /\/(Messages(\/\{Sid\})?|Calls|Media(\/\{Sid\})?)\.json$|\/Documents(\/\{Sid\})?$/;
  let count = 0;
  for (const origin of ['https://api.twilio.com', 'https://sync.twilio.com']) {
    for (const [path, operations] of Object.entries(specOf(origin)!.paths).filter(([name]) =>
      used.test(name),
    )) {
      for (const method of ['get', 'post'].filter((name) => operations[name] !== undefined)) {
        for (const [status, { content }] of Object.entries(operations[method]!.responses)) {
          for (const { value } of Object.values(content?.['application/json']?.examples ?? {})) {
            const reply = {
              method,
              url: `${origin}${path}`,
              status: Number(status),
              body: JSON.stringify(value),
            };
            expect(checkReply(reply)).toEqual([]);
            count += 1;
          }
        }
      }
    }
  }
  expect(count).toBeGreaterThan(20);
});
