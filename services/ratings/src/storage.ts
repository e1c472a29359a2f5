import {
  Checkpoint,
  ErasedMember,
  Job,
  LoggedEvent,
  MergedSubject,
  RateBucket,
  Measure,
  Report,
  type Storage,
} from '@wizness/kernel';
import { migrations } from './migrations';
import { Affiliation } from './projection/affiliation.entity';
import { Rating } from './rating/rating.entity';
import { RatingRevisionRow } from './rating/rating-revision.entity';
import { Reply } from './reply/reply.entity';
import { Subject } from './subject/subject.entity';
import { RatingMean } from './summary/rating-mean.entity';
import { RatingSummary } from './summary/rating-summary.entity';
import { Vote } from './vote/vote.entity';

export const storage: Storage = {
  schema: 'ratings',
  entities: [
    Subject,
    RatingSummary,
    RatingMean,
    Rating,
    RatingRevisionRow,
    Vote,
    Reply,
    Measure,
    Report,
    Affiliation,
    ErasedMember,
    LoggedEvent,
    MergedSubject,
    Checkpoint,
    Job,
    RateBucket,
  ],
  migrations,
};
