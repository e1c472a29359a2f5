import { Visibility } from '@wizness/kernel';
import { describeSubgraph } from '@wizness/kernel/testing';
import { RateableKind, ratings } from '@wizness/ratings';

const POSTS = ['post_01kdtw8000e0000000000000a1', 'post_01kdtw8000e0000000000000a2'];
const audience = { published: true, visibility: Visibility.PUBLIC, authorId: null, organisationId: null };

describeSubgraph(ratings, {
  fill: async ({ subjects, ratings: verbs }) => {
    for (const id of POSTS) await subjects.register({ id, kind: RateableKind.ARTICLE, audience });
    const [subjectId = ''] = POSTS;
    const given = ['member_a', 'member_b'].map((memberId) => verbs.rate({ memberId, subjectId, score: 4 }));
    return { Rating: (await Promise.all(given)).map(({ rating }) => rating?.id ?? ''), Post: POSTS };
  },
});
