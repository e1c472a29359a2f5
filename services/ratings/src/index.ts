export { ratings } from './subgraph';
export type { RatingsContext } from './context';
export type { NewRating, RatingByViewer, RatingOutcome, RatingToRemove } from './rating/rating.commands';
export type { NewReview } from './rating/check-rating';
export { RateableKind } from './subject/subject.enums';
export type { NewSubject } from './projection/subject.store';
export type { NewVote, VoteByViewer } from './vote/vote.commands';
