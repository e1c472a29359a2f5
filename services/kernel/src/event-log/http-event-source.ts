import { request } from 'undici';
import { z } from 'zod';
import { fault, FaultCode } from '../errors/fault';
import { anonymous, IDENTITY_HEADER, signIdentity } from '../access/identity';
import type { EventSource } from './event-source';

export interface RemoteLog {
  /** Name of the subgraph whose log it is. */
  readonly owner: string;
  /** Base URL of the owner: `http://127.0.0.1:4012`. */
  readonly url: string;
  readonly secret: Uint8Array;
}

const TIMEOUT_MS = 5000;

const RESPONSE = z.object({
  events: z.array(
    z.object({
      position: z.int(),
      type: z.string(),
      subject: z.string(),
      payload: z.record(z.string(), z.unknown()),
      occurredAt: z.iso.datetime().transform((text) => new Date(text)),
    }),
  ),
});

const ERROR_RESPONSE = z.object({
  errors: z.tuple([z.object({ message: z.string(), extensions: z.looseObject({ code: z.enum(FaultCode) }) })]),
});

const eventsIn = (owner: string, status: number, text: string) => {
  if (status === 200) return RESPONSE.parse(JSON.parse(text)).events;
  if (status === 401)
    throw new Error(`${owner} refused the request for its events: set the same SUBGRAPH_SECRET in both services.`);
  if (status !== 400 && status !== 410) throw new Error(`${owner} could not return its events: HTTP status ${status}.`);
  const { message, extensions } = ERROR_RESPONSE.parse(JSON.parse(text)).errors[0];
  const { code, ...details } = extensions;
  throw fault(code, message, details);
};

/** The log of a service in another process. Throws the coded errors of the owner; any other failure is an Error. */
export const httpEventSource = ({ owner, url, secret }: RemoteLog): EventSource => ({
  read: async (after, limit, signal) => {
    const deadline = AbortSignal.timeout(TIMEOUT_MS);
    const path = `/events?after=${after}&limit=${limit}`;
    const signed = { service: owner, method: 'GET', path, body: '' };
    const { statusCode, body } = await request(url + path, {
      headers: { [IDENTITY_HEADER]: await signIdentity(anonymous, signed, secret) },
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
    return eventsIn(owner, statusCode, await body.text());
  },
});
