import type { EntityManager } from 'typeorm';
import { badUserInput, fault, FaultCode } from '../errors/fault';
import type { LoggedEvent } from './logged-event.entity';

export interface EventRange {
  /** Position of the last event already read; 0 where there is none yet. */
  readonly after: number;
  /** Events at most, 1 to {@link MAX_EVENTS_PER_READ}. */
  readonly limit: number;
  /** Only these types; all unless told. */
  readonly types?: readonly string[];
}

export const MAX_EVENTS_PER_READ = 1000;

/** The row of a read: the ends of the log, and one event or none. */
interface ReadRow {
  readonly oldest: string | null;
  readonly newest: string | null;
  readonly position: string | null;
  readonly type: string;
  readonly subject: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly occurred_at: Date;
}

// The ends and the events in one snapshot, or events forgotten in between would be missed without a word.
const READ = `
  SELECT ends.oldest, ends.newest, event.*
  FROM (SELECT min(position) AS oldest, max(position) AS newest FROM events) ends
  LEFT JOIN LATERAL (
    SELECT * FROM events WHERE position > $1 AND ($3::text[] IS NULL OR type = ANY ($3)) ORDER BY position LIMIT $2
  ) event ON true
  ORDER BY event.position`;

const checkRange = ({ after, limit }: EventRange): void => {
  if (!Number.isSafeInteger(after) || after < 0) throw badUserInput('`after` must be a position, 0 or more.');
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MAX_EVENTS_PER_READ)
    throw badUserInput(`\`limit\` must be a whole number, 1 to ${MAX_EVENTS_PER_READ}.`);
};

const checkEnds = (after: number, oldest: number, newest: number): void => {
  if (after < oldest - 1) {
    const message = `The events after ${after} are no longer held. The oldest one held is ${oldest}: read after ${oldest - 1}, and fetch anew what you missed.`;
    throw fault(FaultCode.CURSOR_EXPIRED, message, { oldest });
  }
  if (after > newest) {
    const message = `The log ends at ${newest}, before ${after}: this cursor is of another log, or the log was restored from an older copy.`;
    throw fault(FaultCode.INVALID_CURSOR, message, { newest });
  }
};

/**
 * Events after a position, in order. Throws CURSOR_EXPIRED (with `oldest`, the oldest position still held) where some of
 * them are forgotten, INVALID_CURSOR where the log never came that far, BAD_USER_INPUT for a range that is none.
 */
export const readEvents = async (db: EntityManager, range: EventRange): Promise<readonly LoggedEvent[]> => {
  checkRange(range);
  const rows = await db.query<ReadRow[]>(READ, [range.after, range.limit, range.types ?? null]);
  checkEnds(range.after, Number(rows[0]?.oldest ?? 1), Number(rows[0]?.newest ?? 0));
  return rows
    .filter(({ position }) => position !== null)
    .map(({ position, type, subject, payload, occurred_at: occurredAt }) => ({
      position: Number(position),
      type,
      subject,
      payload,
      occurredAt,
    }));
};
