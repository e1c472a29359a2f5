import type { SubgraphRequest } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { createLoaders } from './loaders';
import { ModerationCommands } from './moderation/moderation.commands';
import { SubjectStore } from './projection/subject.store';
import { RatingCommands } from './rating/rating.commands';
import { RatingStore } from './rating/rating.store';
import { ReplyCommands } from './reply/reply.commands';
import { VoteCommands } from './vote/vote.commands';
import { VoteStore } from './vote/vote.store';

/** What one operation works with, bound to `db`: the connection pool or a transaction. */
export const createContext = (db: EntityManager, { identity, clock }: SubgraphRequest) => {
  const loaders = createLoaders(db, identity);
  return {
    identity,
    loaders,
    ratings: new RatingCommands(db, clock, identity, loaders),
    votes: new VoteCommands(db, clock, identity, loaders),
    moderation: new ModerationCommands(db, clock, identity, loaders),
    replies: new ReplyCommands(db, clock, identity, loaders),
    /** Trusted writes for imports, demo data and tests: the stores check no permission. Use them in `inTransaction`. */
    stores: { subjects: new SubjectStore(db), ratings: new RatingStore(db, clock), votes: new VoteStore(db, clock) },
  };
};

export type RatingsContext = ReturnType<typeof createContext>;
