import { type ConsumedEvent, defineConsumer } from '@wizness/kernel';
import { KnownPostStore } from '../projection/known-post.store';
import { NotificationKind } from './notification.enums';
import { type News, NotificationStore } from './notification.store';

const causeOf = (commentId: string): string => `reply ${commentId}`;

/** An answer to a comment is news for its author and for the author of the post; to a post, for the latter. */
const newsOfComment = (event: ConsumedEvent<'CommentAdded'>): News[] => {
  const { subject: commentId, occurredAt: at, payload } = event;
  const { postId, parentId, authorId: actorId, postAuthorId, parentAuthorId } = payload;
  const news = { kind: NotificationKind.REPLY, cause: causeOf(commentId), actorId, subjectId: commentId, postId, at };
  return [
    ...(parentId !== null && parentAuthorId !== null ? [{ ...news, memberId: parentAuthorId, aboutId: parentId }] : []),
    ...(postAuthorId !== null && postAuthorId !== parentAuthorId
      ? [{ ...news, memberId: postAuthorId, aboutId: postId }]
      : []),
  ];
};

/**
 * Notifies members of what happens in content. It also keeps who may see each post, so that a post is known before the news
 * about it. `name` is the checkpoint key: never rename it.
 */
export const contentNewsConsumer = defineConsumer({
  name: 'notify-of-content',
  source: 'content',
  types: [
    'PostDrafted',
    'PostPublished',
    'PostUpdated',
    'PostUnpublished',
    'PostRemoved',
    'CommentAdded',
    'CommentChanged',
  ],
  // Notifications of several members are locked: an erasure must not wait for those of other events.
  maxBatch: 1,
  handle: async (tx, event, clock) => {
    const notifications = new NotificationStore(tx, clock);
    switch (event.type) {
      case 'CommentAdded':
        return notifications.addAll(newsOfComment(event));
      case 'CommentChanged':
        return event.payload.visible ? undefined : notifications.retract(causeOf(event.subject));
      default:
        return new KnownPostStore(tx).putAll([{ id: event.subject, ...event.payload }]);
    }
  },
});
