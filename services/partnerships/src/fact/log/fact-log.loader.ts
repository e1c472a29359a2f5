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
} satisfies Partial<Record<EventType, FactEventType>>;

const entryOf = ({ position, type, occurredAt, subject }: LoggedEvent): FactEvent => ({
  id: `factevent_${position}`,
  cursor: cursors.encode(position),
  type: ENTRY_TYPES[type] as FactEventType,
  occurredAt,
  factId: subject,
});

export const createFactLogLoaders = (
  db: EntityManager,
  { matchingVersions }: Pick<FactLoaders, 'matchingVersions'>,
) => ({
  /**
   * A page of the log of facts, the oldest entry first: the versions that the caller may see now. Throws BAD_USER_INPUT for a
   * filter that can never match, and as `readLogConnection` does.
   */
  factEvents: async ({ filter, first, after }: FactEventsArguments): Promise<LogConnection<FactEvent>> => {
    const matching = await matchingVersions(filter);
    return readLogConnection(db, {
      cursors,
      first,
      after,
      select: async (events) => {
        const versions = events.filter(({ type }) => ENTRY_TYPES[type] !== undefined);
        const matches = await matching(versions.map(({ subject }) => subject));
        return versions.filter(({ subject }) => matches.has(subject));
      },
      entryOf,
    });
  },
});
