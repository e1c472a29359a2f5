import { z } from 'zod';
import { IDENTITY } from '../access/credential-procedures';
import { internalProcedure } from './procedure';

/** Which events a calendar has. */
const SELECTION = z.discriminatedUnion('events', [
  /** One public event. */
  z.object({ events: z.literal('ONE'), slug: z.string().max(200) }),
  /** All public events. */
  z.object({ events: z.literal('PUBLIC') }),
  /** Those that the caller goes to, or waits for. */
  z.object({ events: z.literal('ANSWERED') }),
]);

export type CalendarSelection = z.output<typeof SELECTION>;

/** `POST /read-calendar`: events as iCalendar (RFC 5545), as the caller may see them. Null if there is no such event. */
export const readCalendarProcedure = internalProcedure(
  'read-calendar',
  z.object({ selection: SELECTION }),
  z.object({ calendar: z.string().nullable() }),
);

/** `POST /calendar-member`: the identity of the member whose calendar address has this token. Null for an unknown token. */
export const calendarMemberProcedure = internalProcedure(
  'calendar-member',
  z.object({ token: z.string().max(200) }),
  z.object({ identity: IDENTITY.nullable() }),
);
