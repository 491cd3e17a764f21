import { isOnCall, reachOf, type Reading } from '../../../src/availability/availability';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const LATER = '2026-11-20T16:30:00.000Z';
const EARLIER = '2026-11-20T11:59:59.000Z';
const read = (data: unknown): Reading => ({ kind: 'read', data });

describe('whether a person may be rung', () => {
  test.each([
    ['nothing stored', { kind: 'missing' }, { available: true, because: 'missing' }],
    ['Sync cannot be read', { kind: 'unreadable' }, { available: true, because: 'unreadable' }],
    ['online', read({ status: 'online', expiresAt: LATER }), { available: true, because: 'online' }],
    [
      'away',
      read({ status: 'offline', expiresAt: LATER }),
      { available: false, because: 'offline', until: LATER },
    ],
    [
      'not to be disturbed',
      read({ status: 'dnd', expiresAt: LATER }),
      { available: false, because: 'dnd', until: LATER },
    ],
    [
      'away, but expired',
      read({ status: 'offline', expiresAt: EARLIER }),
      { available: true, because: 'expired' },
    ],
    [
      'away until this very moment',
      read({ status: 'dnd', expiresAt: '2026-11-20T12:00:00Z' }),
      { available: true, because: 'expired' },
    ],
    [
      'an unknown status',
      read({ status: 'asleep', expiresAt: LATER }),
      { available: true, because: 'unreadable' },
    ],
    ['no expiry', read({ status: 'offline' }), { available: true, because: 'unreadable' }],
    [
      'an expiry that is no time',
      read({ status: 'offline', expiresAt: 'soon' }),
      { available: true, because: 'unreadable' },
    ],
    ['no object at all', read(null), { available: true, because: 'unreadable' }],
  ] as [string, Reading, object][])('%s', (_name, reading, expected) => {
    expect(reachOf(reading, NOW)).toEqual(expected);
  });

  test.each([
    ['a note that still counts', read({ expiresAt: LATER }), true],
    ['an expired note', read({ expiresAt: EARLIER }), false],
    ['no note', { kind: 'missing' }, false],
    ['an unreadable note', { kind: 'unreadable' }, false],
    ['a note without a time', read({}), false],
  ] as [string, Reading, boolean][])('on a call: %s', (_name, reading, expected) => {
    expect(isOnCall(reading, NOW)).toBe(expected);
  });
});
