import { audienceOf, type PublishedPost } from '@wizness/content';
import { RateableKind } from '@wizness/ratings';
import type { Services } from '../command/open-services';

/**
 * Lets ratings and partnerships know of a post at once. They would learn it from content's log too, but only once the
 * import is done, and what it says of the post could not be stored before.
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
