import { fault, FaultCode } from '../errors/fault';
import type { EventPage } from './read-events';

const DIGITS = 16;

/** The cursors of one event log: `content.0000000000000042`. They sort as text, and are safe in URLs, headers and XML. */
export interface LogCursors {
  encode(position: number): string;
  /** Position of a cursor; null for null. Throws INVALID_CURSOR for one of another list or log. */
  decode(cursor: string | null | undefined): number | null;
  /**
   * Checks that a log with these ends can be read on from `after`. Throws CURSOR_EXPIRED if events behind it have been
   * deleted; its extension `oldest` is the cursor before the oldest event held. Throws INVALID_CURSOR if the log never
   * reached it, or if it is one of a log that a restore has replaced.
   */
  check(after: number, ends: Omit<EventPage, 'events'>): void;
}

/** The cursors of the event log of `service`. */
export const logCursors = (service: string): LogCursors => {
  const encode = (position: number): string => `${service}.${String(position).padStart(DIGITS, '0')}`;
  const invalid = (reason: string) =>
    fault(
      FaultCode.INVALID_CURSOR,
      `This cursor ${reason}. Take cursors from the events themselves, or start without one.`,
      {
        argument: ['after'],
        accepted: ['a cursor of the same log'],
      },
    );
  return {
    encode,
    decode: (cursor) => {
      if (cursor == null) return null;
      const [log, digits = ''] = cursor.split('.');
      if (log !== service || cursor !== encode(Number(digits))) throw invalid('is not one of this log');
      return Number(digits);
    },
    check: (after, { oldest, newest, inGap }) => {
      if (after > newest) throw invalid('is behind the end of the log, which was perhaps restored from a backup');
      if (inGap) throw invalid('is one of a log that has since been replaced by a backup');
      if (after >= oldest - 1) return;
      const message =
        'Events after this cursor have been deleted, because they are older than the log keeps them. Load what you need anew, then continue after the cursor in `oldest`.';
      throw fault(FaultCode.CURSOR_EXPIRED, message, { argument: ['after'], oldest: encode(oldest - 1) });
    },
  };
};
