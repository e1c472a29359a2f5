import { type DestinationStream, type Logger, pino } from 'pino';
import { describeError } from './log-error';

export type { Logger };

/**
 * Lines are written at once. A line that waits when the program exits would be tried again forever if nobody reads stderr any
 * more, and the program would never end.
 */
const toStderr = (): DestinationStream => pino.destination({ dest: 2, sync: true });

/**
 * A structured logger: JSON lines on stderr, because commands print their results on stdout. Of an error under `err` only what
 * {@link describeError} returns is logged.
 */
export const createLogger = (name: string, level: string, destination: DestinationStream = toStderr()): Logger =>
  pino({ name, level, serializers: { err: (error: unknown) => describeError(error) } }, destination);
