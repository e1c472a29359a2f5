import { content, type ContentContext } from '@wizness/content';
import {
  type Clock,
  type Identity,
  type Logger,
  Role,
  type RunningSubgraph,
  scopesOf,
  type Subgraph,
  type Transactional,
} from '@wizness/kernel';
import { membership, type MembershipContext } from '@wizness/membership';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { ratings, type RatingsContext } from '@wizness/ratings';

/** A context of each of the four services, with the rights of the operator. */
export interface Services {
  readonly clock: Clock;
  readonly content: Transactional<ContentContext>;
  readonly membership: Transactional<MembershipContext>;
  readonly partnerships: Transactional<PartnershipsContext>;
  readonly ratings: Transactional<RatingsContext>;
}

/** The identity of commands: whoever runs a command on the machine may do everything. */
export const OPERATOR: Identity = { memberId: null, roles: [Role.ADMIN], scopes: scopesOf([Role.ADMIN]) };

/** Opens the four services on one database for `work`, and closes them even if it fails. */
export const withServices = async <Result>(
  databaseUrl: string,
  clock: Clock,
  log: Logger,
  work: (services: Services) => Promise<Result>,
): Promise<Result> => {
  const opened: RunningSubgraph[] = [];
  const open = async <Context extends object>(subgraph: Subgraph<Context>): Promise<Transactional<Context>> => {
    const running = await subgraph.open({ url: databaseUrl, log, poolSize: 2 });
    opened.push(running);
    return running.createContext({ identity: OPERATOR, clock });
  };
  try {
    return await work({
      clock,
      content: await open(content),
      membership: await open(membership),
      partnerships: await open(partnerships),
      ratings: await open(ratings),
    });
  } finally {
    await Promise.all(opened.map((running) => running.close()));
  }
};
