export { ratings } from './subgraph';
export type { RatingsContext } from './context';
export type { NewSubject } from './projection/subject.store';
export type { NewReview } from './rating/check-rating';
export type { RatingInput, RatingResult } from './rating/rating.commands';
export type { MemberRating, NewRating } from './rating/rating.store';
export { RateableKind } from './subject/subject.enums';
export type { VoteInput } from './vote/vote.commands';
export type { NewVote } from './vote/vote.store';
