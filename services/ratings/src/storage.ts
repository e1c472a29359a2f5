import { Checkpoint, ErasedMember, type Storage } from '@wizness/kernel';
import { migrations } from './migrations';
import { Rating } from './rating/rating.entity';
import { Subject } from './subject/subject.entity';
import { RatingSummary } from './summary/rating-summary.entity';
import { Vote } from './vote/vote.entity';

export const storage: Storage = {
  schema: 'ratings',
  entities: [Subject, RatingSummary, Rating, Vote, Checkpoint, ErasedMember],
  migrations,
};
