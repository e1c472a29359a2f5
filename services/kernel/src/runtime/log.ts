import { type Logger, pino } from 'pino';

export type { Logger };

/** A structured logger: JSON lines on stderr, because commands print their results on stdout. */
export const createLogger = (name: string, level: string): Logger => pino({ name, level }, pino.destination(2));
