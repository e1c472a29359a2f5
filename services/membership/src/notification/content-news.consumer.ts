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

/** A contribution is news for the author of the challenge. */
const newsOfContribution = (event: ConsumedEvent<'ContributionAdded'>): News[] => {
  const { subject, occurredAt: at, payload } = event;
  const { challengeId, postId, memberId: actorId, challengeAuthorId: memberId } = payload;
  if (memberId === null) return [];
  const news = { memberId, kind: NotificationKind.CONTRIBUTION, cause: `contribution ${subject}`, actorId };
  return [{ ...news, aboutId: challengeId, subjectId: postId, postId: challengeId, at }];
};

/** A place that became free is news for the member who waited for it. */
const newsOfAnswer = (event: ConsumedEvent<'EventAnswered'>): News[] => {
  const { subject: postId, position, occurredAt: at, payload } = event;
  if (payload.cause !== 'PLACE_FREE' || payload.status !== 'GOING') return [];
  const news = { memberId: payload.memberId, kind: NotificationKind.EVENT, code: 'PLACE' as const, actorId: null };
  // A member can decline and wait again: each place is news.
  return [{ ...news, cause: `place ${postId} ${position}`, aboutId: postId, subjectId: postId, postId, at }];
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
    'ContributionAdded',
    'ContributionRemoved',
    'EventAnswered',
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
      case 'ContributionAdded':
        return notifications.addAll(newsOfContribution(event));
      case 'ContributionRemoved':
        return notifications.retract(`contribution ${event.subject}`);
      case 'EventAnswered':
        return notifications.addAll(newsOfAnswer(event));
      default:
        return new KnownPostStore(tx).putAll([{ id: event.subject, ...event.payload }]);
    }
  },
});
