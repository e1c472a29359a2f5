import type { EntityManager } from 'typeorm';
import { badUserInput, fault, FaultCode } from '../errors/fault';
import type { LoggedEvent } from './logged-event.entity';

export interface EventRange {
  /** Position of the last event already read; 0 to read from the first event ever; null to read from the oldest one held. */
  readonly after: number | null;
  /** Maximum number of events, 1 to {@link MAX_EVENTS_PER_READ}. */
  readonly limit: number;
  /** Only events of these types. Defaults to all. */
  readonly types?: readonly string[];
}

export const MAX_EVENTS_PER_READ = 1000;

/** Events, and the ends of the log at that moment. */
export interface EventPage {
  readonly events: readonly LoggedEvent[];
  /** Position of the oldest event held; 1 more than `newest` if none is. */
  readonly oldest: number;
  /** Position of the newest event; 0 if there was never one. */
  readonly newest: number;
  /** Whether `after` lies in a gap, which only a restore leaves: its event was in the log that the restore replaced. */
  readonly inGap: boolean;
}

/** A row of the result: the ends of the log (null if it is empty), and an event (null if none is in range). */
interface ReadRow {
  readonly oldest: string | null;
  readonly newest: string | null;
  readonly in_gap: boolean;
  readonly position: string | null;
  readonly type: string;
  readonly subject: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly occurred_at: Date;
}

// One snapshot for the ends and the events: otherwise events deleted in between would be missed silently.
const READ = `
  SELECT ends.oldest, ends.newest, $1::bigint > ends.oldest AND $1 < ends.newest AND NOT EXISTS (
    SELECT 1 FROM events WHERE position IN ($1, $1 + 1)) AS in_gap, event.*
  FROM (SELECT min(position) AS oldest, max(position) AS newest FROM events) ends
  LEFT JOIN LATERAL (
    SELECT * FROM events WHERE position > coalesce($1::bigint, 0) AND ($3::text[] IS NULL OR type = ANY ($3)) ORDER BY position LIMIT $2
  ) event ON true
  ORDER BY event.position`;

const checkRange = ({ after, limit }: EventRange): void => {
  if (after !== null && (!Number.isSafeInteger(after) || after < 0))
    throw badUserInput('`after` must be a position, 0 or more.');
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MAX_EVENTS_PER_READ)
    throw badUserInput(`\`limit\` must be a whole number, 1 to ${MAX_EVENTS_PER_READ}.`);
};

const checkEnds = (after: number, { oldest, newest, inGap }: Omit<EventPage, 'events'>): void => {
  if (after < oldest - 1) {
    const message = `The events after ${after} have expired. The oldest event held is ${oldest}: reload what you missed, then read after ${oldest - 1}.`;
    throw fault(FaultCode.CURSOR_EXPIRED, message, { oldest });
  }
  if (after > newest) {
    const message = `The log ends at ${newest}, before ${after}: the cursor belongs to another log, or the log was restored from an older backup.`;
    throw fault(FaultCode.INVALID_CURSOR, message, { newest });
  }
  if (inGap) {
    const message = `The log has no event at ${after}: the cursor is of a log that was replaced by a backup. Reload what you need, then read after ${newest}.`;
    throw fault(FaultCode.INVALID_CURSOR, message, { newest });
  }
};

/** Events after a position, in order, and the ends of the log, in one snapshot. Throws BAD_USER_INPUT for an invalid range. */
export const readEventPage = async (db: EntityManager, range: EventRange): Promise<EventPage> => {
  checkRange(range);
  const rows = await db.query<ReadRow[]>(READ, [range.after, range.limit, range.types ?? null]);
  const newest = Number(rows[0]?.newest ?? 0);
  const events = rows
    .filter(({ position }) => position !== null)
    .map(({ position, type, subject, payload, occurred_at: occurredAt }) => ({
      position: Number(position),
      type,
      subject,
      payload,
      occurredAt,
    }));
  return { events, oldest: Number(rows[0]?.oldest ?? newest + 1), newest, inGap: rows[0]?.in_gap ?? false };
};

/**
 * Returns the events after a position, in order. Throws CURSOR_EXPIRED (with `oldest`, the oldest position held) if some
 * of them have been deleted, INVALID_CURSOR (with `newest`) if the log never reached `after` or a restore has replaced it,
 * BAD_USER_INPUT for an invalid range.
 */
export const readEvents = async (
  db: EntityManager,
  range: EventRange & { readonly after: number },
): Promise<readonly LoggedEvent[]> => {
  const { events, ...ends } = await readEventPage(db, range);
  checkEnds(range.after, ends);
  return events;
};
