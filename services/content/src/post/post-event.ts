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

/** What an event says of the text of a post. */
export interface LoggedText {
  /** Absent: its topics stay as they are. */
  readonly topicSlugs?: readonly string[];
  /** Members whom it mentions, at most 10. Absent: none. */
  readonly mentionedMemberIds?: readonly string[];
}

const payloadOf = (post: LoggedPost, { topicSlugs, mentionedMemberIds = [] }: LoggedText = {}) => ({
  kind: post.kind,
  revision: post.revision,
  ...audienceOf(post),
  ...(topicSlugs && { topicSlugs: [...topicSlugs] }),
  ...(mentionedMemberIds.length > 0 && { mentionedMemberIds: [...mentionedMemberIds] }),
});

/** The event of a change to `post`, which had the status `before`; null if it is new. */
export const postEvent = (before: PostStatus | null, post: LoggedPost, text: LoggedText = {}): NewEvent => {
  const type = typeOf(before, statusOf(post));
  const payload = payloadOf(post, text);
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
