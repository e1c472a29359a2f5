import type { CalendarSelection, Identity } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { calendarEvents } from './calendar.loader';
import { type CalendarFrame, writeCalendar } from './write-calendar';

const NAME = 'Wizness';

/** A calendar as iCalendar, with what the caller may see. Null if one event is asked for and there is none with a day. */
export const readCalendar = async (
  db: EntityManager,
  identity: Identity,
  selection: CalendarSelection,
  { publicUrl, postUrl }: Pick<CalendarFrame, 'postUrl'> & { readonly publicUrl: string },
): Promise<string | null> => {
  const events = await calendarEvents(db, identity, selection);
  // The address of a member's own calendar is a secret: it is not in the file.
  const source = selection.events === 'PUBLIC' ? `${publicUrl}/events.ics` : null;
  return events && writeCalendar(events, { name: NAME, source, postUrl });
};
