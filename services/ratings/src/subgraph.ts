import { defineSubgraph, type ReferenceResolver } from '@wizness/kernel';
import { createContext, type RatingsContext } from './context';
import { memberErasure } from './privacy/erase-member';
import { personalData } from './privacy/personal-data';
import { Rating } from './rating/rating.entity';
import { MemberRatingsResolver, RateableRatingsResolver, RatingResolver } from './rating/rating.resolver';
import { Review } from './rating/rating.types';
import {
  MemberReference,
  OrganisationReference,
  PartnershipReference,
  PostReference,
  ProgrammeReference,
} from './references';
import { storage } from './storage';
import { postAudiences } from './projection/post-audience.consumer';
import { typeOfSubject } from './subject/subject.enums';
import { Rateable } from './subject/subject.types';
import { TopRatedResolver } from './subject/subject.resolver';
import { RatingBucket, RatingSummary } from './summary/rating-summary.entity';
import { RateableSummaryResolver, RatingSummaryResolver } from './summary/rating-summary.resolver';

/**
 * Another service's entity: whether there is such a one is not ours to say. A post is none of these: it must be asked for
 * as what it is, because not everybody may see it.
 */
const elsewhere: ReferenceResolver<RatingsContext> = ({ id }) => (typeOfSubject(id ?? '') === 'Post' ? null : { id });

export const ratings = defineSubgraph<RatingsContext>({
  name: 'ratings',
  resolvers: [
    RatingResolver,
    RateableRatingsResolver,
    MemberRatingsResolver,
    RateableSummaryResolver,
    RatingSummaryResolver,
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
    Organisation: elsewhere,
    Programme: elsewhere,
    Partnership: elsewhere,
    Member: elsewhere,
  },
  storage,
  consumers: [postAudiences, memberErasure],
  personalData,
  createContext,
});
