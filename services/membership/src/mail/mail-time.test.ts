import fc from 'fast-check';
import { digestWeek, endOfHours, nextTime, startOfDay } from './mail-time';

const PARIS = 'Europe/Paris';
const NIGHT = { from: '22:00', to: '07:00' };
const end = (at: string, hours = NIGHT, zone = PARIS) => endOfHours(new Date(at), hours, zone)?.toISOString() ?? null;

const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const zones = fc.constantFrom(PARIS, 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC');
const instants = fc.date({ min: new Date('2011-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });

describe('Hours without mail', () => {
  test.each([
    ['before them', '2026-03-02T20:59:00Z', null],
    ['in their first minute', '2026-03-02T21:00:00Z', '2026-03-03T06:00:00.000Z'],
    ['after midnight', '2026-03-03T03:00:00Z', '2026-03-03T06:00:00.000Z'],
    ['at their end', '2026-03-03T06:00:00Z', null],
    ['at 1:30 in the night in which the clock goes forward', '2026-03-29T00:30:00Z', '2026-03-29T05:00:00.000Z'],
    ['at the first 2:30 in the night in which it goes back', '2026-10-25T00:30:00Z', '2026-10-25T06:00:00.000Z'],
    ['at the second 2:30 in that night', '2026-10-25T01:30:00Z', '2026-10-25T06:00:00.000Z'],
  ])('%s, %s, end at %s', (_, at, expected) => {
    expect(end(at)).toBe(expected);
  });

  test('An end in the hour that a clock change skips is the next time that exists', () => {
    expect(end('2026-03-29T00:30:00Z', { from: '01:00', to: '02:30' })).toBe('2026-03-29T01:30:00.000Z');
  });

  test('Their end is in the future, within 26 hours, and lies outside of them', () => {
    fc.assert(
      fc.property(instants, times, times, zones, (at, from, to, zone) => {
        fc.pre(from !== to);
        const ends = endOfHours(at, { from, to }, zone);
        if (ends === null) return;
        expect(ends.getTime()).toBeGreaterThan(at.getTime() - 60_000);
        expect(ends.getTime() - at.getTime()).toBeLessThanOrEqual(26 * 3_600_000);
      }),
    );
  });
});

describe('A local time', () => {
  test('The next one is after the given time, and a day has one midnight before it', () => {
    fc.assert(
      fc.property(instants, times, zones, (at, time, zone) => {
        expect(nextTime(at, time, zone).getTime()).toBeGreaterThan(at.getTime());
        expect(startOfDay(at, zone).getTime()).toBeLessThanOrEqual(at.getTime());
      }),
    );
    expect(nextTime(new Date('2026-03-02T17:00:00Z'), '18:00', PARIS).toISOString()).toBe('2026-03-03T17:00:00.000Z');
  });
});

describe('The week of a digest', () => {
  test('It begins on Tuesday morning, at a minute between 8 and 10 of the member', () => {
    const due = (at: string) => digestWeek(new Date(at), PARIS, 'member_1');
    expect(due('2026-03-03T06:59:59Z')).toBeNull();
    expect(due('2026-03-03T09:00:00Z')).toBe('2026-W10');
    expect(due('2026-03-08T22:59:00Z')).toBe('2026-W10');
    expect(due('2026-03-08T23:00:00Z')).toBeNull();
    expect(due('2027-01-01T12:00:00Z')).toBe('2026-W53');
  });

  test('The members of a time zone are spread over two hours', () => {
    const dueAt = (at: number) =>
      Array.from({ length: 500 }, (_, index) => digestWeek(new Date(at), PARIS, `member_${index}`)).filter(Boolean)
        .length;
    const eight = Date.parse('2026-03-03T07:00:00Z');
    expect(dueAt(eight + 60 * 60_000)).toBeGreaterThan(150);
    expect(dueAt(eight + 60 * 60_000)).toBeLessThan(350);
    expect(dueAt(eight + 120 * 60_000)).toBe(500);
  });
});
