import type { Community, MutationCall } from './community';
import { post, statement } from './content-calls';

const rating = async ({ author, reader }: Community) =>
  reader.make('rate', { subjectId: (await post(author)).id, score: 4 }, 'rating');

/** A member whose affiliation with an organisation of the demo data an editor has verified. */
const employee = async ({ joined, editor, organisationId }: Community) => {
  const member = await joined();
  await member.make('claimAffiliation', { organisationId }, 'member');
  await editor.make('verifyAffiliation', { memberId: member.id, organisationId }, 'member');
  return member;
};

/** A call of each mutation of ratings. */
export const RATINGS_CALLS: Readonly<Record<string, MutationCall>> = {
  rate: async ({ author, reader }) => [
    await reader.run(
      'rate',
      { subjectId: (await post(author)).id, score: 5 },
      'rating { score } subject { ratingSummary { count average } }',
    ),
    { rating: { score: 5 }, subject: { ratingSummary: { count: 1, average: 5 } } },
  ],
  removeRating: async ({ author, reader }) => {
    const { id: subjectId } = await post(author);
    await reader.make('rate', { subjectId, score: 2 }, 'rating');
    return [
      await reader.run('removeRating', { subjectId }, 'subject { ratingSummary { count } viewerRating { id } }'),
      { subject: { ratingSummary: { count: 0 }, viewerRating: null } },
    ];
  },
  voteRatingHelpful: async (community) => [
    await community.author.run(
      'voteRatingHelpful',
      { ratingId: (await rating(community)).id, helpful: true },
      'rating { helpful viewerVote }',
    ),
    { rating: { helpful: 1, viewerVote: true } },
  ],
  replyToRating: async (community) => {
    const { reader, organisationId } = community;
    const member = await employee(community);
    const { id } = await reader.make('rate', { subjectId: organisationId, score: 3 }, 'rating');
    // Ratings learn of the affiliation from the log.
    const reply = () => member.run('replyToRating', { ratingId: id, body: 'Thanks.' }, 'rating { reply { body } }');
    let payload = await reply();
    while (payload.userErrors.some(({ code }) => code === 'FORBIDDEN')) payload = await reply();
    return [payload, { rating: { reply: { body: 'Thanks.' } } }];
  },
  flagRating: async (community) => {
    const { id } = await rating(community);
    const input = { ratingId: id, reason: 'SPAM' };
    return [await community.author.run('flagRating', input, 'rating { id }'), { rating: { id } }];
  },
  moderateRating: async (community) => [
    await community.moderator.run(
      'moderateRating',
      { ratingId: (await rating(community)).id, status: 'HIDDEN', statement },
      'rating { status } subject { ratingSummary { count } }',
    ),
    { rating: { status: 'HIDDEN' }, subject: { ratingSummary: { count: 0 } } },
  ],
};
