import {
  defineSubgraph,
  endMeasureHandler,
  liftedMeasuresConsumer,
  mergesConsumer,
  type ReferenceResolver,
} from '@wizness/kernel';
import { createContext, type RatingsContext } from './context';
import { moderatedRatings } from './moderation/moderated-ratings';
import { ModerationResolver } from './moderation/moderation.resolver';
import { eraseMembers } from './privacy/erase-member';
import { personalData } from './privacy/personal-data';
import { affiliationConsumer } from './projection/affiliation.consumer';
import { postAudienceConsumer } from './projection/post-audience.consumer';
import { subjectConsumer } from './projection/subject.consumer';
import { Rating } from './rating/rating.entity';
import { MemberRatingsResolver, RateableRatingsResolver, RatingResolver } from './rating/rating.resolver';
import { RatingMutationsResolver } from './rating/rating-mutations.resolver';
import { Review } from './rating/rating.types';
import {
  MemberReference,
  OrganisationReference,
  PartnershipReference,
  PostReference,
  ProgrammeReference,
} from './references';
import { storage } from './storage';
import { typeOfSubject } from './subject/subject-type';
import { RatingSummaryEventResolver } from './summary-log/summary-log.resolver';
import { TopRatedResolver } from './subject/subject.resolver';
import { Rateable } from './subject/subject.types';
import { recountSummaries } from './summary/recount-summaries';
import { freezeMeansHandler } from './summary/freeze-means.job';
import { RatingBucket, RatingSummary } from './summary/rating-summary.entity';
import { RateableSummaryResolver } from './summary/rating-summary.resolver';

/**
 * Resolves an entity of another service by its id alone: its owner decides whether it exists. A post is refused, because
 * only its own resolver checks whether the viewer may see it.
 */
const resolveById: ReferenceResolver<RatingsContext> = ({ id }) => (typeOfSubject(id ?? '') === 'Post' ? null : { id });

export const ratings = defineSubgraph<RatingsContext>({
  name: 'ratings',
  resolvers: [
    RatingResolver,
    RatingMutationsResolver,
    ModerationResolver,
    RateableRatingsResolver,
    MemberRatingsResolver,
    RateableSummaryResolver,
    RatingSummaryEventResolver,
    TopRatedResolver,
  ],
  types: [
    Rateable,
    PostReference,
    OrganisationReference,
    ProgrammeReference,
    PartnershipReference,
    MemberReference,
    Rating,
    Review,
    RatingSummary,
    RatingBucket,
  ],
  references: {
    Rating: ({ id }, { loaders }) => loaders.ratingById.load(id ?? ''),
    Post: async ({ id }, { loaders }) => (await loaders.subjectById.load(id ?? '')) && { id },
    Organisation: resolveById,
    Programme: resolveById,
    Partnership: resolveById,
    Member: resolveById,
  },
  storage,
  consumers: [
    affiliationConsumer,
    postAudienceConsumer,
    subjectConsumer,
    mergesConsumer(recountSummaries),
    eraseMembers,
    liftedMeasuresConsumer(moderatedRatings),
  ],
  jobs: () => [endMeasureHandler(moderatedRatings), freezeMeansHandler],
  personalData,
  createContext,
});
