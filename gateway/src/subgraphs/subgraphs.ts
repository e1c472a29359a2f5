import type { GraphQLDataSource } from '@apollo/gateway';
import { CodedError, FaultCode, type PersonalData } from '@wizness/kernel';
import type { GatewayContext } from '../pipeline/context';
import type { CredentialVerifier } from '../identity/credential-verifier';

/** The service that knows members, and which credentials are good. */
export const MEMBERSHIP = 'membership';

/** A service can not answer now. */
export class ServiceUnavailable extends CodedError {
  readonly code = FaultCode.SUBGRAPH_UNAVAILABLE;

  constructor(
    readonly service: string,
    options?: ErrorOptions,
  ) {
    super(`The service ${service} does not answer.`, options);
  }
}

/** Where the data comes from, whichever way. */
export interface Sources {
  /** The source of one subgraph. Throws where there is none of that name. */
  of(service: string): GraphQLDataSource<GatewayContext>;
  /** Membership, where there is one, as the one that knows which credentials are good. */
  readonly voucher: CredentialVerifier;
  /** What each service holds of a member, by its name. Rejects with {@link ServiceUnavailable} where one can not say. */
  personalDataOf(memberId: string): Promise<Readonly<Record<string, PersonalData>>>;
  /** Names of the subgraphs that can not answer now. */
  unready(): Promise<string[]>;
  close(): Promise<void>;
}

/** One service, whichever way it is asked. */
export interface Source {
  readonly service: string;
  readonly data: GraphQLDataSource<GatewayContext>;
  personalDataOf(memberId: string): Promise<PersonalData>;
  /** Rejects while the subgraph can not answer. */
  ready(): Promise<unknown>;
  close(): Promise<void>;
}

/** All services as one. */
export const gather = (sources: readonly Source[], voucher: CredentialVerifier): Sources => ({
  voucher,
  of: (service) => {
    const found = sources.find((source) => source.service === service);
    if (!found) throw new Error(`The supergraph names the subgraph ${service}, which is not configured.`);
    return found.data;
  },
  personalDataOf: async (memberId) => {
    const ordered = sources.toSorted((one, other) => (one.service < other.service ? -1 : 1));
    const held = ordered.map(async (source) => {
      const data = await source.personalDataOf(memberId).catch((cause: unknown) => {
        throw new ServiceUnavailable(source.service, { cause });
      });
      return [source.service, data] as const;
    });
    return Object.fromEntries(await Promise.all(held));
  },
  unready: async () => {
    const probes = await Promise.allSettled(sources.map((source) => source.ready()));
    return sources.filter((_, index) => probes[index]?.status === 'rejected').map(({ service }) => service);
  },
  close: async () => {
    await Promise.all(sources.map((source) => source.close()));
  },
});
