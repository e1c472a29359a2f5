import { content, type ContentContext } from '@wizness/content';
import {
  BACKGROUND_TIMEOUTS,
  type Clock,
  databaseOf,
  type DatabaseUrls,
  type Identity,
  type Logger,
  readSettings,
  Role,
  type RunningSubgraph,
  scopesOf,
  type Subgraph,
  type Transactional,
} from '@wizness/kernel';
import { membership, type MembershipContext } from '@wizness/membership';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { ratings, type RatingsContext } from '@wizness/ratings';

/** A context of each service, with the rights of the operator. */
export interface Services {
  readonly clock: Clock;
  readonly content: Transactional<ContentContext>;
  readonly membership: Transactional<MembershipContext>;
  readonly partnerships: Transactional<PartnershipsContext>;
  readonly ratings: Transactional<RatingsContext>;
  /** Lets each service handle the events that the others have appended, as it does while it runs. */
  catchUp(): Promise<void>;
}

/** Reads the settings of each service. */
export const serviceSettings = {
  content: content.settings,
  membership: membership.settings,
  partnerships: partnerships.settings,
  ratings: ratings.settings,
};

/**
 * The services' own settings, by the names of the services, from the environment if no variables are given. Throws
 * EnvironmentError that lists all wrong ones.
 */
export const readServiceSettings = (variables?: NodeJS.ProcessEnv) => readSettings(serviceSettings, variables);

export type ServiceSettings = ReturnType<typeof readServiceSettings>;

/** The identity of commands: a user who can run a command on this machine may do everything. */
export const OPERATOR: Identity = { memberId: null, roles: [Role.ADMIN], scopes: scopesOf([Role.ADMIN]) };

export interface ServicesOptions {
  readonly databaseUrl: DatabaseUrls;
  readonly settings: ServiceSettings;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Lets each of the services, given by name, handle the events of the others. */
export const catchUp = async (running: ReadonlyMap<string, RunningSubgraph>, clock: Clock): Promise<void> => {
  const sources = Object.fromEntries([...running].map(([name, { events }]) => [name, events]));
  for (const service of running.values()) await service.catchUp(sources, clock);
};

/** Opens the services for `work`, and closes them even if it fails. */
export const withServices = async <Result>(
  { databaseUrl, settings, clock, log }: ServicesOptions,
  work: (services: Services) => Promise<Result>,
): Promise<Result> => {
  const opened = new Map<string, RunningSubgraph>();
  const open = async <Context extends object, Settings>(
    subgraph: Subgraph<Context, Settings>,
    own: Settings,
  ): Promise<Transactional<Context>> => {
    const running = await subgraph.open({
      database: { ...databaseOf(databaseUrl, subgraph.name), poolSize: 2, timeouts: BACKGROUND_TIMEOUTS },
      settings: own,
      log,
    });
    opened.set(subgraph.name, running);
    return running.createContext({ identity: OPERATOR, clock });
  };
  try {
    return await work({
      clock,
      content: await open(content, settings.content),
      membership: await open(membership, settings.membership),
      partnerships: await open(partnerships, settings.partnerships),
      ratings: await open(ratings, settings.ratings),
      catchUp: () => catchUp(opened, clock),
    });
  } finally {
    await Promise.all([...opened.values()].map((running) => running.close()));
  }
};
