import fc from 'fast-check';
import { callName, discreetName, partyOf, partyOfCaller, phoneKey } from '../../../src/conversations/party';
import { PEOPLE, routing } from '../../support/routing';

const CUSTOMER = '+12025550123';
const config = routing({ crew: [{ id: 'crew-1', name: 'Crew 1', phone: '+12025550111' }] });

test.each([
  ['a dispatcher', PEOPLE.ana, { kind: 'team', phone: PEOPLE.ana, id: 'ana', name: 'Ana' }],
  ['crew', '+12025550111', { kind: 'team', phone: '+12025550111', id: 'crew-1', name: 'Crew 1' }],
  ['a customer', CUSTOMER, { kind: 'customer', phone: CUSTOMER }],
  ['a short code', '72345', { kind: 'customer', phone: '72345' }],
  ['part of a dispatcher’s number', PEOPLE.ana.slice(1), { kind: 'customer', phone: PEOPLE.ana.slice(1) }],
])('%s is told by the number', (_name, phone, expected) => {
  expect(partyOf(config, phone)).toEqual(expected);
  expect(partyOfCaller(config, phone)).toEqual(expected);
});

test('all who withhold their number share one thread', () => {
  const party = partyOfCaller(config, null);
  expect(party).toEqual({ kind: 'withheld', phone: 'withheld' });
  expect(phoneKey(party.phone)).toBe('withheld');
});

test.each([
  [CUSTOMER, '12025550123'],
  ['72345', '72345'],
])('%s is named %s in documents', (phone, key) => {
  expect(phoneKey(phone)).toBe(key);
});

test('a name in alerts holds the number, and one that many read its last digits only', () => {
  expect([callName(null), callName(CUSTOMER), callName(CUSTOMER, 'Ana')]).toEqual([
    'a withheld number',
    CUSTOMER,
    `Ana (${CUSTOMER})`,
  ]);
  expect([discreetName(CUSTOMER), discreetName(CUSTOMER, 'Ana')]).toEqual(['…0123', 'Ana (…0123)']);
});

test('two numbers never share a document, and its name has digits only', () => {
  const phone = fc.stringMatching(/^\+[1-9]\d{6,14}$/);
  fc.assert(
    fc.property(phone, phone, (one, other) => {
      expect(phoneKey(one)).toMatch(/^\d+$/);
      expect(phoneKey(one) === phoneKey(other)).toBe(one === other);
    }),
  );
});
