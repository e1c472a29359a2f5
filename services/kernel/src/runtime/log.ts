import { type Logger, pino } from 'pino';

export type { Logger };

/** A structured logger (JSON lines on stderr, so that stdout stays for what a command answers). */
export const createLogger = (name: string, level: string): Logger => pino({ name, level }, pino.destination(2));
