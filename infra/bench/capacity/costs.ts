/**
 * What the parts of live delivery cost, measured on one core of a machine with two that did other work too: processor time, in
 * milliseconds. `npm run bench live` measures the first three, in one process with the services.
 */
export const COSTS = {
  /** One event, to one subscriber, as a frame that equal subscribers share. */
  delivery: 0.0204,
  /** The operation of one selection for one event: in the gateway and in the services. */
  execution: 0.94,
  /** A new subscription, without TLS. */
  connection: 0.8,
  /** A read of a page of the log over HTTP, in the service. */
  logRead: 0.3,
} as const;

/** Resident memory of a gateway for one idle subscriber, in bytes (`npm run bench live`). */
export const SUBSCRIBER_BYTES = 17_800;

/** An event of the log as JSON, in bytes: a published post. */
export const EVENT_BYTES = 600;

/** How long one request for the end of a log waits, in seconds: an idle gateway sends one in this time. */
export const LOG_WAIT_SECONDS = 1;
