import { checkRequest } from '../support/openapi';

/** What the checker against Twilio's OpenAPI files refuses in a request. */
const zeros = '0'.repeat(32);
const core = (path: string): string => `https://api.twilio.com/2010-04-01/Accounts/AC${zeros}${path}`;
const sync = (path: string): string => `https://sync.twilio.com/v1/Services/IS${zeros}${path}`;
const problems = (method: string, url: string, form = ''): string[] =>
  checkRequest({ method, url, form: new URLSearchParams(form) });

describe('a request', () => {
  test.each([
    [
      'POST',
      core('/Messages.json'),
      'To=%2B12025550123&Body=Hi&MediaUrl=https://a.example/1&MediaUrl=https://a.example/2',
    ],
    [
      'POST',
      core('/Messages.json'),
      'To=%2B12025550123&MediaUrl=https://a.example/1&SendAt=2026-11-20T12:00:00Z&ScheduleType=fixed',
    ],
    ['GET', core('/Messages.json?To=%2B12025550123&DateSent%3E=2026-11-20T12:00:00Z&PageSize=100'), ''],
    ['GET', core(`/Messages/SM${zeros}/Media/ME${zeros}`), ''],
    ['POST', sync('/Documents/call%20of%20today'), 'Data={}&Ttl=60'],
  ])('of Twilio’s form is taken: %s %s %s', (method, url, form) => {
    expect(problems(method, url, form)).toEqual([]);
  });

  const messages = core('/Messages.json');
  test.each([
    ['an unknown path', 'GET', core('/messages.json'), '', 'the path is not in the OpenAPI file'],
    [
      'another product',
      'GET',
      'https://chat.twilio.com/v2/Services',
      '',
      'the path is not in the OpenAPI file',
    ],
    ['an unknown method', 'PUT', messages, '', 'PUT is not in the OpenAPI file'],
    ['a missing field', 'POST', messages, 'Body=Hi', "form must have required property 'To'"],
    ['a wrong-case field', 'POST', messages, 'To=%2B12025550123&body=Hi', 'form must not have “body”'],
    ['an unknown field', 'POST', messages, 'To=%2B12025550123&Text=Hi', 'form must not have “Text”'],
    ['a form where none belongs', 'GET', messages, 'Body=Hi', 'form must not have “Body”'],
    [
      'a repeated field that is no list',
      'POST',
      messages,
      'To=%2B12025550123&Body=a&Body=b',
      'form/Body must be string',
    ],
    [
      'an unknown word',
      'POST',
      messages,
      'To=%2B12025550123&ScheduleType=soon',
      'form/ScheduleType must be equal to one of the allowed values: fixed',
    ],
    ['a number that is none', 'POST', sync('/Documents'), 'Ttl=soon', 'form/Ttl must be integer'],
    [
      'a date that is none',
      'POST',
      messages,
      'To=%2B12025550123&SendAt=today',
      'form/SendAt must match format "date-time"',
    ],
    [
      'a phone number that is none',
      'POST',
      messages,
      'To=anonymous',
      'form/To must match format "phone-number"',
    ],
    [
      'a relative StatusCallback',
      'POST',
      messages,
      'To=%2B12025550123&StatusCallback=/status',
      'form/StatusCallback must match format "uri"',
    ],
    [
      'a relative second MediaUrl',
      'POST',
      messages,
      'To=%2B12025550123&MediaUrl=https://a.example&MediaUrl=/b',
      'form/MediaUrl/1 must match format "uri"',
    ],
    ['an unknown query parameter', 'GET', `${messages}?SentTo=1`, '', 'query must not have “SentTo”'],
    ['too large a page', 'GET', `${messages}?PageSize=1001`, '', 'query/PageSize must be <= 1000'],
  ])('with %s is refused', (_what, method, url, form, problem) => {
    expect(problems(method, url, form)).toEqual([problem]);
  });

  test.each([
    ['the path', core('/Messages/SM00.json'), '', 'path/Sid'],
    ['another resource’s path', core(`/Messages/CA${zeros}.json`), '', 'path/Sid'],
    [
      'the form',
      core('/Messages.json'),
      `To=%2B12025550123&MessagingServiceSid=SM${zeros}`,
      'form/MessagingServiceSid',
    ],
  ])('with a wrong SID in %s is refused', (_where, url, form, field) => {
    expect(problems('POST', url, form)).toContainEqual(expect.stringMatching(`^${field} must match pattern`));
  });
});
