/** Type of the event that a restore appends. It is in no catalogue: no consumer handles it, and no client sees it. */
export const RESTORED = 'LogRestored';

/**
 * SQL that lets the log of a service continue far behind what a backup holds: at the microseconds since 1970, which no log that
 * counts its events has reached. So a cursor of the log that the backup replaces is in a gap, however far that log went and however often the
 * backup is restored, and is refused instead of skipping the events that get its positions anew. `table` is the quoted name of
 * the table of events.
 */
export const continueRestoredLog = (table: string): string => `
  INSERT INTO ${table} (position, type, subject, payload, occurred_at)
  SELECT greatest(coalesce(max(position), 0) + 1, floor(extract(epoch FROM clock_timestamp()) * 1000000)::bigint),
    '${RESTORED}', 'log', '{}', clock_timestamp() FROM ${table}`;
