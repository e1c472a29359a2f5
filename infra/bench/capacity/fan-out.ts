import { COSTS, EVENT_BYTES, LOG_WAIT_SECONDS, SUBSCRIBER_BYTES } from './costs';

export interface FanOutOptions {
  readonly gateways: number;
  readonly subscribersPerGateway: number;
  readonly eventsPerSecond: number;
  /** Different selections among the subscribers of one gateway: each is executed once for each event. */
  readonly selections: number;
}

/** Loads in a steady state, from the costs of one part. Cores are seconds of processor time in a second. */
export interface FanOut {
  readonly deliveriesPerSecond: number;
  /** Of one gateway, for deliveries. */
  readonly gatewayCores: number;
  /** Resident memory of one gateway for its subscribers, in bytes. */
  readonly gatewayBytes: number;
  /** Of all gateways and services together, for executing the selections. */
  readonly executionCores: number;
  /** Requests in a second that the services answer for their log, if gateways read it from them. */
  readonly logReads: number;
  readonly logCores: number;
  /** Bytes in a second that a relay sends, if gateways read the log from it. */
  readonly relayBytes: number;
}

/** What `gateways` gateways, each with as many subscribers, need for one log. */
export const fanOut = ({ gateways, subscribersPerGateway, eventsPerSecond, selections }: FanOutOptions): FanOut => {
  const deliveriesPerSecond = gateways * subscribersPerGateway * eventsPerSecond;
  // One request for the end of the log, and one for the page, for each event; without events, one for each wait.
  const logReads = gateways * Math.max(2 * eventsPerSecond, 1 / LOG_WAIT_SECONDS);
  return {
    deliveriesPerSecond,
    gatewayCores: (subscribersPerGateway * eventsPerSecond * COSTS.delivery) / 1000,
    gatewayBytes: subscribersPerGateway * SUBSCRIBER_BYTES,
    executionCores: (gateways * selections * eventsPerSecond * COSTS.execution) / 1000,
    logReads,
    logCores: (logReads * COSTS.logRead) / 1000,
    relayBytes: gateways * eventsPerSecond * EVENT_BYTES,
  };
};
