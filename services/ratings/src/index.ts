export { ratings } from './subgraph';
export type { RatingsContext } from './context';
export type { NewRating, RatingOutcome, RatingToRemove } from './rating/rating.service';
export type { NewReview } from './rating/rating-rules';
export { RateableKind } from './subject/rateable-kind';
export type { NewVote } from './vote/vote.service';
