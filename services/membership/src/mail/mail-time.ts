import { Temporal } from '@js-temporal/polyfill';
import { createHash } from 'node:crypto';

const zoned = (at: Date, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);

/** A local time of a day. In the hour that a clock change skips, the next one that exists. */
const atTime = (day: Temporal.PlainDate, time: string, timeZone: string): Date =>
  new Date(day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds);

/** Hours of each day, from one local time to another, which may be on the next day. */
export interface Hours {
  readonly from: string;
  readonly to: string;
}

/** When the hours end in which `at` lies; null if it lies outside of them. */
export const endOfHours = (at: Date, { from, to }: Hours, timeZone: string): Date | null => {
  const now = zoned(at, timeZone);
  const time = now.toPlainTime().toString({ smallestUnit: 'minute' });
  const isInside = from < to ? time >= from && time < to : time >= from || time < to;
  if (!isInside) return null;
  const day = time < to ? now.toPlainDate() : now.toPlainDate().add({ days: 1 });
  return atTime(day, to, timeZone);
};

/** The local midnight before `at`. */
export const startOfDay = (at: Date, timeZone: string): Date =>
  new Date(zoned(at, timeZone).startOfDay().epochMilliseconds);

/** The next time that a local clock shows `time` (`18:00`), after `at`. */
export const nextTime = (at: Date, time: string, timeZone: string): Date => {
  const day = zoned(at, timeZone).toPlainDate();
  const today = atTime(day, time, timeZone);
  return today > at ? today : atTime(day.add({ days: 1 }), time, timeZone);
};

const DIGEST_WEEKDAY = 2;
const DIGEST_TIME = '08:00';
/** The digests of a time zone are spread over this time. */
const DIGEST_MINUTES = 120;

const minuteOf = (memberId: string): number =>
  createHash('sha256').update(memberId).digest().readUInt32BE(0) % DIGEST_MINUTES;

/**
 * The ISO week, such as `2026-W48`, whose digest a member should have by `at`: that of their local week since its Tuesday,
 * 8:00, and a minute of their own in the two hours after it. Null before.
 */
export const digestWeek = (at: Date, timeZone: string, memberId: string): string | null => {
  const now = zoned(at, timeZone);
  const tuesday = now.toPlainDate().add({ days: DIGEST_WEEKDAY - now.dayOfWeek });
  const due = atTime(tuesday, DIGEST_TIME, timeZone).getTime() + minuteOf(memberId) * 60_000;
  if (at.getTime() < due) return null;
  return `${now.yearOfWeek}-W${String(now.weekOfYear).padStart(2, '0')}`;
};
