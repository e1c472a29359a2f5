import { describeSubgraph } from '@wizness/kernel/testing';
import { RateableKind, ratings } from '@wizness/ratings';

const POST = 'post_01kdtw8000e0000000000000a1';

describeSubgraph(ratings, {
  fill: async ({ subjects, ratings: verbs }) => {
    await subjects.register({ id: POST, kind: RateableKind.ARTICLE });
    const given = ['member_a', 'member_b'].map((memberId) => verbs.rate({ memberId, subjectId: POST, score: 4 }));
    return { Rating: (await Promise.all(given)).map(({ rating }) => rating?.id ?? '') };
  },
});
