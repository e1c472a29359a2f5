import { z } from 'zod';
import { callOverHttp, type RemoteService } from '../http/call-procedure';
import { internalProcedure } from '../http/procedure';
import { deadlineSignal } from '../runtime/deadline';
import type { EventSource } from './event-source';
import type { LoggedEvent } from './logged-event.entity';
import { MAX_EVENTS_PER_READ } from './read-events';

const TIMEOUT_MS = 5000;

/** An event as other processes get it. */
export const EVENT: z.ZodType<LoggedEvent> = z.object({
  position: z.int(),
  type: z.string(),
  subject: z.string(),
  payload: z.record(z.string(), z.unknown()),
  occurredAt: z.iso.datetime().transform((text) => new Date(text)),
});

/** `GET /events?after=&limit=`: the service's event log, for other services. */
export const eventsProcedure = internalProcedure(
  'events',
  z.object({ after: z.coerce.number(), limit: z.coerce.number().default(MAX_EVENTS_PER_READ) }),
  z.object({ events: z.array(EVENT).readonly() }),
  { method: 'GET' },
);

/** Longest wait of one request, in milliseconds: a service that stops waits for it. */
const MAX_WAIT_MS = 1000;

/**
 * `GET /newest-event?after=&waitMs=`: the position of the newest event in the service's log; 0 if there was never one. With
 * `after`, the response waits up to `waitMs` milliseconds for a newer event.
 */
export const newestEventProcedure = internalProcedure(
  'newest-event',
  z.object({
    after: z.coerce.number().optional(),
    waitMs: z.coerce.number().min(0).max(MAX_WAIT_MS).optional(),
  }),
  z.object({ position: z.int().min(0) }),
  { method: 'GET' },
);

/** The log of a service in another process. Throws the coded errors of that service; any other failure is an Error. */
export const httpEventSource = (remote: RemoteService): EventSource => {
  const call = callOverHttp(remote);
  return {
    read: async (after, limit, signal) => {
      const deadline = deadlineSignal(TIMEOUT_MS, ...(signal ? [signal] : []));
      return (await call(eventsProcedure, { after, limit }, { signal: deadline })).events;
    },
    newestAfter: async (after, waitMs, signal) => {
      const deadline = deadlineSignal(waitMs + TIMEOUT_MS, signal);
      return (await call(newestEventProcedure, { after, waitMs }, { signal: deadline })).position;
    },
  };
};
