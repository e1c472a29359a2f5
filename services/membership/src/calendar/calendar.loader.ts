import { byKey } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { CalendarToken } from './calendar-token.entity';

export const createCalendarLoaders = (db: EntityManager) => ({
  calendarTokenOf: byKey(
    (memberIds: readonly string[]) => db.findBy(CalendarToken, { memberId: In([...memberIds]) }),
    (token) => token.memberId,
  ),
});
