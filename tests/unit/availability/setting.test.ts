import type { Reading } from '../../../src/availability/availability';
import { decideSetting, readSetting, type SettingRequest } from '../../../src/availability/setting';
import { routing } from '../../support/routing';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const { dispatchers } = routing();
const read = (body: Record<string, unknown>) => readSetting(body, dispatchers, NOW);
const hours = (count: number) => NOW + count * 3_600_000;

describe('what is asked for', () => {
  test.each([
    ['away by hand, for 12 hours unless said', { status: 'offline' }, { source: 'manual', until: hours(12) }],
    ['away until a time', { status: 'dnd', until: '2026-11-20T14:30:00Z' }, { until: hours(2.5) }],
    [
      'away until a time elsewhere',
      { status: 'dnd', until: '2026-11-20T06:30:00-08:00' },
      { until: hours(2.5) },
    ],
    ['back, which expires at once', { status: 'online', until: '2026-11-20T14:30:00Z' }, { until: NOW }],
    ['a heartbeat, for 5 minutes', { status: 'online', source: 'heartbeat' }, { until: NOW + 300_000 }],
  ])('%s', (_name, body, expected) => {
    expect(read({ dispatcher: 'sergio', ...body })).toMatchObject({
      kind: 'setting',
      setting: { who: 'sergio', ...expected },
    });
  });

  test.each([
    ['bad_until', { until: '2026-11-20T11:00:00Z' }, 'in the past'],
    ['bad_until', { until: '2027-11-20T11:00:00Z' }, '31 days'],
    ['bad_until', { until: 'tomorrow' }, 'a time like'],
    ['bad_until', { until: '2026-11-20T16:30:00' }, 'with Z or an offset'],
    ['bad_until', { until: ['2026-11-20T16:30:00Z'] }, 'a time like'],
    ['bad_status', { status: 'asleep' }, 'online, offline or dnd'],
    ['bad_status', { status: ['dnd'] }, 'online, offline or dnd'],
    ['bad_source', { source: 'guess' }, 'manual or heartbeat'],
    ['unknown_dispatcher', { dispatcher: 'nobody' }, 'sergio, backup, ana, ben'],
    ['unknown_dispatcher', { dispatcher: '__proto__' }, 'one of'],
  ])('%s: %j is refused with what to write', (code, body, message) => {
    expect(read({ dispatcher: 'sergio', status: 'offline', ...body })).toEqual({
      kind: 'wrong',
      code,
      message: expect.stringContaining(message) as string,
    });
  });
});

describe('what is stored', () => {
  const heartbeat: SettingRequest = { who: 'sergio', status: 'online', source: 'heartbeat', until: hours(1) };
  const stored = (status: string, source: string, expiresAt: number): Reading => ({
    kind: 'read',
    data: { status, source, expiresAt: new Date(expiresAt).toISOString() },
  });

  test('a heartbeat does not end what was set by hand', () => {
    expect(decideSetting(stored('dnd', 'manual', hours(1)), heartbeat, 'sergio', NOW)).toBeNull();
  });

  test.each([
    ['an expired setting by hand', stored('dnd', 'manual', NOW - 1)],
    ['an earlier heartbeat', stored('offline', 'heartbeat', hours(1))],
    ['nothing', { kind: 'missing' } as const],
  ])('a heartbeat replaces %s', (_name, present) => {
    expect(decideSetting(present, heartbeat, 'sergio', NOW)).toEqual({
      status: 'online',
      source: 'heartbeat',
      setBy: 'sergio',
      setAt: '2026-11-20T12:00:00.000Z',
      expiresAt: '2026-11-20T13:00:00.000Z',
    });
  });

  test('a setting by hand replaces another', () => {
    const manual: SettingRequest = { ...heartbeat, source: 'manual', status: 'offline' };
    expect(decideSetting(stored('dnd', 'manual', hours(1)), manual, 'api', NOW)).toMatchObject({
      status: 'offline',
    });
  });
});
