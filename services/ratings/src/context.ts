import type { SubgraphRequest } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { createRatingLoaders } from './rating/rating.loader';
import { RatingService } from './rating/rating.commands';
import { SubjectService } from './projection/subject.store';
import { VoteService } from './vote/vote.commands';

/** All that one operation uses in this service. */
export const createContext = (db: EntityManager, { identity, clock }: SubgraphRequest) => {
  const loaders = createRatingLoaders(db, identity);
  return {
    identity,
    loaders,
    subjects: new SubjectService(db, identity),
    ratings: new RatingService(db, clock, identity, loaders),
    votes: new VoteService(db, identity, loaders),
  };
};

export type RatingsContext = ReturnType<typeof createContext>;
