import { audienceOf, type PublishedPost } from '@wizness/content';
import { RateableKind } from '@wizness/ratings';
import type { Services } from '../command/open-services';

/**
 * Registers a post in ratings and partnerships. Their consumers read it from content's log too, but only while the
 * services run; without it, the post could not be rated and its facts would be hidden.
 */
export const registerPost = async (
  { ratings, partnerships }: Pick<Services, 'ratings' | 'partnerships'>,
  { post }: PublishedPost,
): Promise<void> => {
  const audience = audienceOf(post);
  await ratings.inTransaction(({ stores }) =>
    stores.subjects.register({ id: post.id, kind: RateableKind[post.kind], audience }),
  );
  await partnerships.posts.register({ id: post.id, audience });
};
