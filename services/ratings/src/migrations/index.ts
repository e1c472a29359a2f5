import { Ratings1763900000000 } from './1763900000000-ratings';
import { AudiencesAndErasure1763900000001 } from './1763900000001-audiences-and-erasure';
import { EventsAndJobs1763900020000 } from './1763900020000-events-and-jobs';
import { RatingHistory1763900021000 } from './1763900021000-rating-history';
import { ListIndexes1764210000000 } from './1764210000000-list-indexes';
import { Moderation1764310000000 } from './1764310000000-moderation';
import { SummaryEvents1764380000000 } from './1764380000000-summary-events';
import { Ranks1764450000000 } from './1764450000000-ranks';
import { RateLimits1764460000000 } from './1764460000000-rate-limits';
import { MergedSubjects1764490000000 } from './1764490000000-merged-subjects';

/** In the order they run. */
export const migrations = [
  Ratings1763900000000,
  AudiencesAndErasure1763900000001,
  EventsAndJobs1763900020000,
  RatingHistory1763900021000,
  ListIndexes1764210000000,
  Moderation1764310000000,
  SummaryEvents1764380000000,
  Ranks1764450000000,
  RateLimits1764460000000,
  MergedSubjects1764490000000,
];
