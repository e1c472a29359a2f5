import type { NewEvent } from '@wizness/kernel';
import type { Post } from './post.entity';
import { PostState, PostStatus } from './post.enums';
import { statusOf } from './post-status';
import { type AudienceColumns, audienceOf } from './post.visibility';

type LoggedPost = Pick<Post, 'id' | 'kind' | 'revision'> & AudienceColumns;

const typeOf = (before: PostStatus | null, now: PostStatus) => {
  const wasPublished = before === PostStatus.PUBLISHED;
  if (now === PostStatus.REMOVED) return 'PostRemoved';
  if (now === PostStatus.PUBLISHED) return wasPublished ? 'PostUpdated' : 'PostPublished';
  return wasPublished ? 'PostUnpublished' : 'PostDrafted';
};

/** Whether readers may know of a post that had this status: it is published, or was and has been withdrawn or hidden. */
const wasPublished = (status: PostStatus | null): boolean =>
  status !== null && status !== PostStatus.DRAFT && status !== PostStatus.SCHEDULED;

const payloadOf = (post: LoggedPost, topicSlugs?: readonly string[]) => ({
  kind: post.kind,
  revision: post.revision,
  ...audienceOf(post),
  ...(topicSlugs && { topicSlugs: [...topicSlugs] }),
});

/**
 * The event of a change to `post`, which had the status `before`; null if it is new. Without `topicSlugs`, its topics stay as
 * they are.
 */
export const postEvent = (before: PostStatus | null, post: LoggedPost, topicSlugs?: readonly string[]): NewEvent => {
  const type = typeOf(before, statusOf(post));
  const payload = payloadOf(post, topicSlugs);
  const subject = post.id;
  if (type !== 'PostRemoved') return { type, subject, payload };
  return { type, subject, payload: { ...payload, wasPublished: wasPublished(before) } };
};

/** The event of a post that is deleted with the account of its author: other services delete their copies of its text. */
export const erasedPostEvent = (post: LoggedPost): NewEvent => ({
  type: 'PostRemoved',
  subject: post.id,
  payload: {
    ...payloadOf({ ...post, authorId: null, state: PostState.DELETED }),
    wasPublished: wasPublished(statusOf(post)),
    wordsDeleted: true,
  },
});
