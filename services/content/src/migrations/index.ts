import { SearchConfigurations1763900000000 } from './1763900000000-search-configurations';
import { Posts1763900000001 } from './1763900000001-posts';
import { PostDetails1763900000002 } from './1763900000002-post-details';
import { TopicsAndComments1763900000003 } from './1763900000003-topics-and-comments';
import { FollowsAndEvents1763900000004 } from './1763900000004-follows-and-events';
import { SeriesIdentity1763900000005 } from './1763900000005-series-identity';
import { KnownNames1763900000006 } from './1763900000006-known-names';
import { FoldedSearch1763900000020 } from './1763900000020-folded-search';
import { Jobs1763900010000 } from './1763900010000-jobs';
import { EventDates1763900011000 } from './1763900011000-event-dates';
import { DefinitionOrigins1763900012000 } from './1763900012000-definition-origins';
import { PostStates1764100000000 } from './1764100000000-post-states';
import { IdempotencyKeys1764100000001 } from './1764100000001-idempotency-keys';
import { ThreadsAndReactions1764200000000 } from './1764200000000-threads-and-reactions';
import { EventsAndChallenges1764300000000 } from './1764300000000-events-and-challenges';
import { ListIndexes1764210000000 } from './1764210000000-list-indexes';
import { Moderation1764310000000 } from './1764310000000-moderation';
import { LinkDates1764330000000 } from './1764330000000-link-dates';
import { Files1764350000000 } from './1764350000000-files';
import { MentionTargets1764360000000 } from './1764360000000-mention-targets';
import { EventAnswers1764370000000 } from './1764370000000-event-answers';
import { Webhooks1764420000000 } from './1764420000000-webhooks';
import { RatingScores1764430000000 } from './1764430000000-rating-scores';
import { AuthorLists1764440000000 } from './1764440000000-author-lists';
import { RateLimits1764460000000 } from './1764460000000-rate-limits';
import { MergedSubjects1764490000000 } from './1764490000000-merged-subjects';
import { Avatars1764540000000 } from './1764540000000-avatars';
import { ExpandSuggestedWords1764550000000 } from './1764550000000-suggested-words';

/** In the order they run. */
export const migrations = [
  SearchConfigurations1763900000000,
  Posts1763900000001,
  PostDetails1763900000002,
  TopicsAndComments1763900000003,
  FollowsAndEvents1763900000004,
  SeriesIdentity1763900000005,
  KnownNames1763900000006,
  FoldedSearch1763900000020,
  Jobs1763900010000,
  EventDates1763900011000,
  DefinitionOrigins1763900012000,
  PostStates1764100000000,
  IdempotencyKeys1764100000001,
  ThreadsAndReactions1764200000000,
  EventsAndChallenges1764300000000,
  ListIndexes1764210000000,
  Moderation1764310000000,
  LinkDates1764330000000,
  Files1764350000000,
  MentionTargets1764360000000,
  EventAnswers1764370000000,
  Webhooks1764420000000,
  RatingScores1764430000000,
  AuthorLists1764440000000,
  RateLimits1764460000000,
  MergedSubjects1764490000000,
  Avatars1764540000000,
  ExpandSuggestedWords1764550000000,
];
