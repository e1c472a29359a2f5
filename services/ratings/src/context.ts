import type { Identity, SubgraphRequest } from '@wizness/kernel';
import type { DataSource, EntityManager } from 'typeorm';
import { createRatingLoaders, type RatingLoaders } from './rating/rating.loader';
import { RatingService } from './rating/rating.service';
import { SubjectService } from './subject/subject.service';
import { VoteService } from './vote/vote.service';

/** All that one operation uses in this service. */
export interface RatingsContext {
  readonly identity: Identity;
  readonly loaders: RatingLoaders;
  readonly subjects: SubjectService;
  readonly ratings: RatingService;
  readonly votes: VoteService;
  /** Runs `work` in one transaction, over a context of its own: all of it happens, or nothing where it throws. */
  readonly inTransaction: <T>(work: (context: RatingsContext) => Promise<T>) => Promise<T>;
}

const contextOver = (db: EntityManager, request: SubgraphRequest): RatingsContext => {
  const { identity, clock } = request;
  const loaders = createRatingLoaders(db, identity);
  return {
    identity,
    loaders,
    subjects: new SubjectService(db),
    ratings: new RatingService(db, clock, loaders),
    votes: new VoteService(db, loaders),
    inTransaction: (work) => db.transaction((tx) => work(contextOver(tx, request))),
  };
};

export const createContext = (db: DataSource, request: SubgraphRequest): RatingsContext =>
  contextOver(db.manager, request);
