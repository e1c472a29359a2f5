import { content, type ContentContext } from '@wizness/content';
import { OPERATOR, readServiceSettings, type Services } from '@wizness/infra';
import { type Clock, createLogger, type RunningSubgraph, type Subgraph } from '@wizness/kernel';
import { membership, type MembershipContext } from '@wizness/membership';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { ratings, type RatingsContext } from '@wizness/ratings';

/** The four services, open on one database. */
export interface RunningServices {
  readonly content: RunningSubgraph<ContentContext>;
  readonly membership: RunningSubgraph<MembershipContext>;
  readonly partnerships: RunningSubgraph<PartnershipsContext>;
  readonly ratings: RunningSubgraph<RatingsContext>;
}

export type ServiceName = keyof RunningServices;

export const SUBGRAPHS: { readonly [Name in ServiceName]: Pick<Subgraph, 'schema'> } = {
  content,
  membership,
  partnerships,
  ratings,
};

/** A context of each service. */
export type ServiceContexts = Omit<Services, 'clock' | 'catchUp'>;

export const openServices = async (databaseUrl: string): Promise<RunningServices> => {
  const settings = readServiceSettings({});
  const options = { database: { url: databaseUrl, poolSize: 2 }, log: createLogger('access', 'silent') };
  return {
    content: await content.open({ ...options, settings: settings.content }),
    membership: await membership.open({ ...options, settings: settings.membership }),
    partnerships: await partnerships.open({ ...options, settings: settings.partnerships }),
    ratings: await ratings.open({ ...options, settings: settings.ratings }),
  };
};

/** Contexts in which the operator, who may do everything, creates the scenario. */
export const operatorContexts = (running: RunningServices, clock: Clock): ServiceContexts => {
  const request = { identity: OPERATOR, clock };
  return {
    content: running.content.createContext(request),
    membership: running.membership.createContext(request),
    partnerships: running.partnerships.createContext(request),
    ratings: running.ratings.createContext(request),
  };
};
