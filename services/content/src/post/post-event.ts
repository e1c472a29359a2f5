import type { NewEvent } from '@wizness/kernel';
import type { Post } from './post.entity';
import { PostStatus } from './post.enums';
import { type AudienceParts, audienceOf } from './post.visibility';

const typeOf = (before: PostStatus | null, now: PostStatus): string => {
  const wasPublished = before === PostStatus.PUBLISHED;
  if (now === PostStatus.REMOVED) return 'PostRemoved';
  if (now === PostStatus.PUBLISHED) return wasPublished ? 'PostUpdated' : 'PostPublished';
  return wasPublished ? 'PostUnpublished' : 'PostDrafted';
};

/** What the log tells of a change to the post, which had the status `before`; null where it is new. */
export const postEvent = (
  before: PostStatus | null,
  post: Pick<Post, 'id' | 'kind' | 'revision'> & AudienceParts,
): NewEvent => ({
  type: typeOf(before, post.status),
  subject: post.id,
  payload: { kind: post.kind, revision: post.revision, ...audienceOf(post) },
});
