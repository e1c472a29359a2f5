import ICAL from 'ical.js';
import { tzlib_get_ical_block as timeZoneBlock } from 'timezones-ical-library';
import { RsvpStatus } from '../event/rsvp.enums';
import type { CalendarEvent, CalendarTime } from './calendar-event';

// The default makes lines of 76 octets; RFC 5545 §3.1 allows 75.
ICAL.foldLength = 74;

/** How often programs that subscribe to a calendar should read it again. */
const REFRESH = 'PT1H';

/** Calendars need an end. An event without one is shown for two hours, and says so. */
const ASSUMED_MS = 2 * 60 * 60 * 1000;
const ASSUMED_END = 'x-wizness-assumed-end';

/** What a calendar is called, and where it is. */
export interface CalendarFrame {
  readonly name: string;
  /** Address from which it can be read again; null for a file with one event. */
  readonly source: string | null;
  /** Public URL of an event. */
  postUrl(slug: string): string;
}

const utc = (at: Date): ICAL.Time => ICAL.Time.fromJSDate(at, true);

/** `2026-03-04T18:30:00`: what a clock in the time zone shows. */
const wallTime = (at: Date, timeZone: string): string => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return format.format(at).replace(' ', 'T');
};

/** The definition of a time zone with its rules of summer time; null for UTC and for one that the library does not know. */
const definitionOf = (timeZone: string): string | null => {
  const [block = ''] = timeZoneBlock(timeZone);
  return block.startsWith('BEGIN:VTIMEZONE') && timeZone !== 'UTC' ? block : null;
};

const addTime = (event: ICAL.Component, name: string, at: Date, timeZone: string): void => {
  if (definitionOf(timeZone) === null) {
    event.updatePropertyWithValue(name, utc(at));
    return;
  }
  const property = event.updatePropertyWithValue(name, ICAL.Time.fromDateTimeString(wallTime(at, timeZone)));
  property.setParameter('tzid', timeZone);
};

const nextDay = (day: string): string => new Date(Date.parse(day) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

const addTimes = (event: ICAL.Component, time: CalendarTime): void => {
  if ('firstDay' in time) {
    event.updatePropertyWithValue('dtstart', ICAL.Time.fromDateString(time.firstDay));
    // Exclusive.
    event.updatePropertyWithValue('dtend', ICAL.Time.fromDateString(nextDay(time.lastDay)));
    return;
  }
  const { startsAt, endsAt, timeZone } = time;
  addTime(event, 'dtstart', startsAt, timeZone);
  addTime(event, 'dtend', endsAt ?? new Date(startsAt.getTime() + ASSUMED_MS), timeZone);
  if (endsAt === null) event.updatePropertyWithValue(ASSUMED_END, 'TRUE');
};

const statusOf = ({ isCancelled, answer }: CalendarEvent): string => {
  if (isCancelled) return 'CANCELLED';
  return answer === RsvpStatus.WAITING ? 'TENTATIVE' : 'CONFIRMED';
};

/** A carriage return on its own ends a property for some programs: what follows would be another property. */
const withLineFeeds = (text: string): string => text.replaceAll(/\r\n?/g, '\n');

const toComponent = (event: CalendarEvent, { postUrl }: CalendarFrame): ICAL.Component => {
  const component = new ICAL.Component('vevent');
  component.updatePropertyWithValue('uid', event.id);
  component.updatePropertyWithValue('sequence', event.sequence);
  component.updatePropertyWithValue('dtstamp', utc(event.updatedAt));
  component.updatePropertyWithValue('last-modified', utc(event.updatedAt));
  addTimes(component, event.time);
  component.updatePropertyWithValue('status', statusOf(event));
  if (event.text === null) return component;
  const { title, summary, place } = event.text;
  component.updatePropertyWithValue('summary', withLineFeeds(title));
  if (summary !== null) component.updatePropertyWithValue('description', withLineFeeds(summary));
  if (place !== null) component.updatePropertyWithValue('location', withLineFeeds(place));
  component.updatePropertyWithValue('url', postUrl(event.slug));
  return component;
};

const timeZonesOf = (events: readonly CalendarEvent[]): string[] => [
  ...new Set(events.flatMap(({ time }) => ('timeZone' in time ? [time.timeZone] : []))),
];

/**
 * Writes events as iCalendar (RFC 5545), in the time zones of their places. The same events give the same text. There is no
 * METHOD: it would make programs ask, or want an organiser.
 */
export const writeCalendar = (events: readonly CalendarEvent[], frame: CalendarFrame): string => {
  const calendar = new ICAL.Component('vcalendar');
  calendar.updatePropertyWithValue('prodid', '-//Wizness//Wizness Graph//EN');
  calendar.updatePropertyWithValue('version', '2.0');
  calendar.updatePropertyWithValue('name', frame.name);
  calendar.updatePropertyWithValue('x-wr-calname', frame.name);
  if (frame.source !== null) {
    calendar
      .addPropertyWithValue('refresh-interval', ICAL.Duration.fromString(REFRESH))
      .setParameter('value', 'DURATION');
    calendar.updatePropertyWithValue('x-published-ttl', REFRESH);
    calendar.updatePropertyWithValue('source', frame.source);
  }
  for (const timeZone of timeZonesOf(events).toSorted()) {
    const definition = definitionOf(timeZone);
    if (definition !== null) calendar.addSubcomponent(ICAL.Component.fromString(definition));
  }
  for (const event of events) calendar.addSubcomponent(toComponent(event, frame));
  return `${calendar.toString()}\r\n`;
};
