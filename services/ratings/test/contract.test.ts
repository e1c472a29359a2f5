import { Visibility } from '@wizness/kernel';
import { describeSubgraph } from '@wizness/kernel/testing';
import { RateableKind, ratings } from '@wizness/ratings';

const POSTS = ['post_01kdtw8000e0000000000000a1', 'post_01kdtw8000e0000000000000a2'];
const audience = { published: true, visibility: Visibility.PUBLIC, authorId: null, organisationId: null };

describeSubgraph(ratings, {
  fill: ({ inTransaction }) =>
    inTransaction(async ({ stores }) => {
      for (const id of POSTS) await stores.subjects.register({ id, kind: RateableKind.ARTICLE, audience });
      const [subjectId = ''] = POSTS;
      const ratingIds: string[] = [];
      for (const memberId of ['member_a', 'member_b']) {
        ratingIds.push((await stores.ratings.rate({ memberId, subjectId, score: 4 }))?.id ?? '');
      }
      return { Rating: ratingIds, Post: POSTS };
    }),
});
