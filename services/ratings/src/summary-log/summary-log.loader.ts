import {
  checkId,
  type LogConnection,
  logCursors,
  type LoggedEvent,
  type MergeLoaders,
  readLogConnection,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { RATEABLE_PREFIXES } from '../subject/subject-type';
import type { createSubjectLoaders } from '../subject/subject.loader';
import type { RatingSummaryEvent, RatingSummaryEventsArguments } from './summary-log.types';

/** Cursors of the log of summaries: those of the event log of this service. */
const cursors = logCursors('ratings');

const entryOf = ({ position, occurredAt, subject }: LoggedEvent): RatingSummaryEvent => ({
  id: `summaryevent_${position}`,
  cursor: cursors.encode(position),
  occurredAt,
  subjectId: subject,
});

type Loaders = Pick<ReturnType<typeof createSubjectLoaders>, 'subjectById'> & MergeLoaders;

export const createSummaryLogLoaders = (db: EntityManager, { subjectById, idsOfSubject }: Loaders) => ({
  /**
   * A page of the changes of one summary, the oldest first; without entries if the caller cannot see the subject. Throws
   * BAD_USER_INPUT for the id of something that nobody rates, and as `readLogConnection` does.
   */
  ratingSummaryEvents: async ({
    subjectId,
    first,
    after,
  }: RatingSummaryEventsArguments): Promise<LogConnection<RatingSummaryEvent>> => {
    checkId(subjectId, RATEABLE_PREFIXES, ['subjectId']);
    const [home] = await idsOfSubject(subjectId);
    return readLogConnection(db, {
      cursors,
      first,
      after,
      select: async (events) => {
        const own = events.filter(({ type, subject }) => type === 'RatingSummaryChanged' && subject === home);
        return own.length > 0 && (await subjectById.load(subjectId)) ? own : [];
      },
      entryOf,
    });
  },
});
