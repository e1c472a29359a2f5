import type { RsvpStatus } from '../event/rsvp.enums';

/** An event as a calendar shows it. */
export interface CalendarEvent {
  /** Id of the post: the UID, which never changes. */
  readonly id: string;
  readonly slug: string;
  /** Null if readers may not see it any more: it is only there so that calendars show it as cancelled. */
  readonly text: { readonly title: string; readonly summary: string | null; readonly place: string | null } | null;
  readonly time: CalendarTime;
  /** How often its time, place or status has changed (RFC 5545 §3.8.7.4). */
  readonly sequence: number;
  readonly updatedAt: Date;
  readonly isCancelled: boolean;
  /** The answer of the member whose calendar it is; null in a public calendar. */
  readonly answer: RsvpStatus | null;
}

/** Instants in a time zone, or whole days: `2026-03-04`, the last one included. */
export type CalendarTime =
  | { readonly startsAt: Date; readonly endsAt: Date | null; readonly timeZone: string }
  | { readonly firstDay: string; readonly lastDay: string };
