import {
  type CallProcedure,
  CodedError,
  dataVersionProcedure,
  FaultCode,
  type NatsLink,
  type PersonalData,
  personalDataProcedure,
  type ReadFigures,
  unsubscribeProcedure,
  withdrawnPostProcedure,
} from '@wizness/kernel';
import { type CredentialVerifier, rejectAllCredentials } from '../identity/credential-verifier';
import { createCredentialVerifier } from '../internal/credential-verifier';
import { type EventLogs, openEventLogs } from './event-logs';
import type { SendFetch } from './subgraph-fetch';

/** Name of the service that owns members and verifies credentials. */
export const MEMBERSHIP = 'membership';

/** Name of the service that owns posts. */
export const CONTENT = 'content';

/** Name of the service that owns facts and what they are about. */
const PARTNERSHIPS = 'partnerships';

/** A service does not respond. */
export class ServiceUnavailable extends CodedError {
  readonly code = FaultCode.SUBGRAPH_UNAVAILABLE;

  constructor(
    readonly service: string,
    options?: ErrorOptions,
  ) {
    super(`The service ${service} does not respond.`, options);
  }
}

/** One subgraph, embedded or remote. */
export interface SubgraphClient {
  readonly service: string;
  /** Sends the fetches of plans. */
  readonly send: SendFetch;
  /** Calls the service's internal procedures. */
  readonly call: CallProcedure;
  /** Figures of a subgraph in this process. */
  readonly figures?: ReadFigures;
  /** Why the subgraph cannot serve requests, such as "its database does not respond"; null if it can. Never rejects. */
  problem(): Promise<string | null>;
  close(): Promise<void>;
}

/** All subgraphs of the graph. */
export interface Subgraphs extends Pick<EventLogs, 'tailOf' | 'watchAccess'> {
  /** Sends the fetches of plans to one subgraph. Throws if no subgraph has that name. */
  sender(service: string): SendFetch;
  /** Verifies credentials through membership; rejects all of them in a graph without membership. */
  readonly credentialVerifier: CredentialVerifier;
  /** The version of the data of a service. Rejects if it does not respond. */
  versionOf(service: string): Promise<string>;
  /** What each service stores about a member, by service name. Rejects with {@link ServiceUnavailable} if one fails. */
  personalDataOf(memberId: string): Promise<Readonly<Record<string, PersonalData>>>;
  /** Whether a public post with this slug has been withdrawn or removed. Rejects if content does not respond. */
  wasPublic(slug: string): Promise<boolean>;
  /** Calls content; null in a graph without it. Rejects if it does not respond. */
  readonly content: CallProcedure | null;
  /** Calls partnerships; null in a graph without it. Rejects if it does not respond. */
  readonly partnerships: CallProcedure | null;
  /** Calls membership; null in a graph without it. Rejects if it does not respond. */
  readonly membership: CallProcedure | null;
  /** Ends the mails that the token of a mail is for. False for an unknown token. Rejects if membership does not respond. */
  unsubscribe(token: string): Promise<boolean>;
  /** The figures of the subgraphs that run in this process, by name. */
  readonly figures: Readonly<Record<string, ReadFigures>>;
  /** Why each subgraph that is not ready is not, by its name. Never rejects. */
  problems(): Promise<Readonly<Record<string, string>>>;
  close(): Promise<void>;
}

const verifierOf = (clients: readonly SubgraphClient[], timeoutMs: number): CredentialVerifier => {
  const membership = clients.find(({ service }) => service === MEMBERSHIP);
  return membership ? createCredentialVerifier(membership.call, timeoutMs) : rejectAllCredentials;
};

/**
 * Combines the clients. Calls of internal procedures reject after `timeoutMs`. Event logs are read from their copies in `nats`,
 * which `close` closes, or from the services if it is null.
 */
export const combineSubgraphs = (
  clients: readonly SubgraphClient[],
  timeoutMs: number,
  nats: NatsLink | null,
): Subgraphs => {
  const logs = openEventLogs({ services: clients, accessOwner: MEMBERSHIP, timeoutMs, nats });
  return {
    credentialVerifier: verifierOf(clients, timeoutMs),
    tailOf: logs.tailOf,
    watchAccess: logs.watchAccess,
    figures: Object.fromEntries(clients.flatMap(({ service, figures }) => (figures ? [[service, figures]] : []))),
    sender: (service) => {
      const found = clients.find((client) => client.service === service);
      if (!found) throw new Error(`The supergraph contains the subgraph ${service}, which is not configured.`);
      return found.send;
    },
    versionOf: async (service) => {
      const client = clients.find((each) => each.service === service);
      if (!client) throw new Error(`There is no subgraph ${service}.`);
      const signal = AbortSignal.timeout(timeoutMs);
      return (await client.call(dataVersionProcedure, {}, { signal })).version;
    },
    personalDataOf: async (memberId) => {
      const ordered = clients.toSorted((one, other) => (one.service < other.service ? -1 : 1));
      const requests = ordered.map(async (client) => {
        const signal = AbortSignal.timeout(timeoutMs);
        const data = await client.call(personalDataProcedure, { memberId }, { signal }).catch((cause: unknown) => {
          throw new ServiceUnavailable(client.service, { cause });
        });
        return [client.service, data] as const;
      });
      return Object.fromEntries(await Promise.all(requests));
    },
    wasPublic: async (slug) => {
      const content = clients.find(({ service }) => service === CONTENT);
      if (!content) return false;
      const signal = AbortSignal.timeout(timeoutMs);
      return (await content.call(withdrawnPostProcedure, { slug }, { signal })).withdrawn;
    },
    content: clients.find(({ service }) => service === CONTENT)?.call ?? null,
    membership: clients.find(({ service }) => service === MEMBERSHIP)?.call ?? null,
    partnerships: clients.find(({ service }) => service === PARTNERSHIPS)?.call ?? null,
    unsubscribe: async (token) => {
      const membership = clients.find(({ service }) => service === MEMBERSHIP);
      if (!membership) return false;
      const signal = AbortSignal.timeout(timeoutMs);
      return (await membership.call(unsubscribeProcedure, { token }, { signal })).done;
    },
    problems: async () => {
      const found = clients.map(async ({ service, problem }) => [service, await problem()] as const);
      return Object.fromEntries(
        (await Promise.all(found)).filter((entry): entry is [string, string] => entry[1] !== null),
      );
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.close()));
      await logs.close();
    },
  };
};
