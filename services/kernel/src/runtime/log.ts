import { type DestinationStream, type Logger, pino } from 'pino';
import { describeError } from './log-error';

export type { Logger };

/**
 * A structured logger: JSON lines on stderr, because commands print their results on stdout. Of an error under `err` only what
 * {@link describeError} returns is logged.
 */
export const createLogger = (
  name: string,
  level: string,
  destination: DestinationStream = pino.destination(2),
): Logger => pino({ name, level, serializers: { err: (error: unknown) => describeError(error) } }, destination);
