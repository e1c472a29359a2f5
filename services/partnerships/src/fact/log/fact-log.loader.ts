import { type EventType, type LogConnection, logCursors, type LoggedEvent, readLogConnection } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { FactLoaders } from '../read/fact.loader';
import { type FactEvent, type FactEventsArguments, FactEventType } from './fact-log.types';

/** Cursors of the log of facts: those of the event log of this service. */
const cursors = logCursors('partnerships');

const ENTRY_TYPES: Readonly<Partial<Record<string, FactEventType>>> = {
  FactRecorded: FactEventType.RECORDED,
  FactRevised: FactEventType.REVISED,
  FactRetracted: FactEventType.RETRACTED,
  SubjectMerged: FactEventType.MOVED,
  SubjectUnmerged: FactEventType.MOVED,
} satisfies Partial<Record<EventType, FactEventType>>;

const isMove = ({ type }: LoggedEvent): boolean => ENTRY_TYPES[type] === FactEventType.MOVED;

const entryOf = (event: LoggedEvent): FactEvent => ({
  id: `factevent_${event.position}`,
  cursor: cursors.encode(event.position),
  type: ENTRY_TYPES[event.type] as FactEventType,
  occurredAt: event.occurredAt,
  factId: isMove(event) ? null : event.subject,
  movedId: isMove(event) ? event.subject : null,
});

export const createFactLogLoaders = (
  db: EntityManager,
  { matchingVersions }: Pick<FactLoaders, 'matchingVersions'>,
) => ({
  /**
   * A page of the log of facts, the oldest entry first: the versions that the caller may see now, and all merges: after one, facts
   * that a filter selected before may be about another subject. Throws BAD_USER_INPUT for a filter that can never match, and as
   * `readLogConnection` does.
   */
  factEvents: async ({ filter, first, after }: FactEventsArguments): Promise<LogConnection<FactEvent>> => {
    const matching = await matchingVersions(filter);
    return readLogConnection(db, {
      cursors,
      first,
      after,
      select: async (events) => {
        const entries = events.filter(({ type }) => ENTRY_TYPES[type] !== undefined);
        const versions = entries.filter((event) => !isMove(event)).map(({ subject }) => subject);
        const matches = await matching(versions);
        return entries.filter((event) => isMove(event) || matches.has(event.subject));
      },
      entryOf,
    });
  },
});
