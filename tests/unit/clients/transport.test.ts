import { addressOf } from '../../../src/clients/transport';

const GET = { method: 'get' };

test.each([
  ['https://sync.twilio.com/v1/Services/IS0/Documents', 'http://127.0.0.1:9/sync/v1/Services/IS0/Documents'],
  [
    'https://api.twilio.com/2010-04-01/Accounts/AC0/Calls.json',
    'http://127.0.0.1:9/2010-04-01/Accounts/AC0/Calls.json',
  ],
])('%s goes to %s when a base URL is set', (uri, address) => {
  expect(addressOf({ ...GET, uri }, 'http://127.0.0.1:9/').href).toBe(address);
});

test('without a base URL a request goes to Twilio', () => {
  expect(addressOf({ ...GET, uri: 'https://sync.twilio.com/v1/x' }, undefined).href).toBe(
    'https://sync.twilio.com/v1/x',
  );
});

test('parameters become the query, absent ones do not', () => {
  const params = { PageSize: 50, To: '+12025550123', From: undefined };
  expect(addressOf({ ...GET, uri: 'https://sync.twilio.com/v1/x', params }, undefined).search).toBe(
    '?PageSize=50&To=%2B12025550123',
  );
});
