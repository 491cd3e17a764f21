import { z } from 'zod';
import type { Span, Weekday } from './dispatch';
import { flag, list, record, whole } from './fields';

const TIME = '([01]\\d|2[0-3]):[0-5]\\d';
const DAYS: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/** Steps of people who ring; out of hours there may be none. */
export function cascade(least: 0 | 1) {
  const ring = list(z.string({ error: 'the id of a dispatcher' }), 'ids of dispatchers', 1)
    .max(10, { error: 'at most 10 ids: Twilio rings no more at once' })
    .describe('Ids of dispatchers; several ring together, at most 10.');
  const timeout = whole(5, 600, 'seconds; Twilio rings about 5 s longer').describe(
    'How long it rings, in seconds, passed to <Dial timeout> as it is; Twilio rings about 5 s longer.',
  );
  const evenIfUnavailable = flag().default(false).describe('Ring these people even when they are away.');
  return list(record({ ring, timeout, evenIfUnavailable }), 'steps', least).max(10, {
    error: 'at most 10 steps',
  });
}

/** Opening hours; without them the line is always open. */
export function hours() {
  return record({
    weekly: weekly(),
    holidays: list(date(), 'dates such as "2026-12-25"')
      .default([])
      .describe('Dates on which no span begins; one that began the evening before goes on.'),
    cascade: cascade(0)
      .default([])
      .describe('Who is rung out of hours; without a step a message is taken at once.'),
  })
    .nullable()
    .default(null)
    .describe('When the cascade above rings, and who is rung otherwise; null: always open.');
}

/** The spans of each day; a day that is left out is closed. */
function weekly() {
  const days = Object.entries(DAYS).map(([day, name]) => [
    day,
    list(span(), 'spans such as ["08:00", "17:00"]')
      .exactOptional()
      .describe(`Spans that begin on ${name}, such as ["08:00", "17:00"].`),
  ]);
  return record(Object.fromEntries(days) as Record<Weekday, z.ZodExactOptional<z.ZodArray<z.ZodType<Span>>>>)
    .refine((week) => Object.values(week).some((spans) => spans.length > 0), {
      error: 'at least one span on one day, or "hours": null for a line that is always open',
    })
    .describe(
      'By the clock on the wall in line.timeZone; a day left out is closed, a span may end on the next day.',
    );
}

function span(): z.ZodType<Span> {
  const rule = {
    error: 'two times, from and to: ["08:00", "17:00"]; ["22:00", "06:00"] ends on the next day',
  };
  const from = z.string(rule).regex(new RegExp(`^${TIME}$`), { error: 'a time from "00:00" to "23:59"' });
  const to = z
    .string(rule)
    .regex(new RegExp(`^(${TIME}|24:00)$`), { error: 'a time from "00:00" to "24:00"' });
  return z.tuple([from, to], rule).refine(([begin, end]) => begin !== end, {
    error: 'two different times; ["00:00", "24:00"] is a whole day',
  });
}

function date(): z.ZodString {
  const rule = { error: 'a date such as "2026-12-25"' };
  const isReal = (text: string): boolean => {
    const at = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
  };
  return z
    .string(rule)
    .regex(/^\d{4}-\d{2}-\d{2}$/, rule)
    .refine(isReal, rule);
}
