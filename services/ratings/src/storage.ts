import { Checkpoint, ErasedMember, type Storage } from '@wizness/kernel';
import { migrations } from './migrations';
import { Rating } from './rating/rating.entity';
import { RateableSubject } from './subject/subject.entity';
import { RatingSummary } from './summary/rating-summary.entity';
import { RatingVote } from './vote/vote.entity';

export const storage: Storage = {
  schema: 'ratings',
  entities: [RateableSubject, RatingSummary, Rating, RatingVote, Checkpoint, ErasedMember],
  migrations,
};
