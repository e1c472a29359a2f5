import { byKey, rowsByKey } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { CalendarToken } from './calendar-token.entity';

export const createCalendarLoaders = (db: EntityManager) => ({
  calendarTokenOf: byKey(rowsByKey(db, CalendarToken, 'memberId'), (token) => token.memberId),
});
