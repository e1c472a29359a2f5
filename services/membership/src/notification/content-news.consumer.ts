import { type Audience, type ConsumedEvent, defineConsumer, latestBy } from '@wizness/kernel';
import { lockMembers } from '../member/lock-members';
import { KnownPostStore } from '../projection/known-post.store';
import { NotificationKind } from './notification.enums';
import { type News, type NewsChange, notifiedOf } from './news';
import { NotificationStore } from './notification.store';

const causeOf = (commentId: string): string => `reply ${commentId}`;
const mentionIn = (id: string): string => `mention ${id}`;

type PostEvent = ConsumedEvent<'PostDrafted' | 'PostPublished' | 'PostUpdated' | 'PostUnpublished' | 'PostRemoved'>;

/** A mention is news once for each text, also if a change of it removes and adds the mention. */
const newsOfMentions = ({ subject, occurredAt: at, payload }: PostEvent): News[] => {
  const { published, authorId: actorId, mentionedMemberIds = [] } = payload;
  if (!published) return [];
  const news = { kind: NotificationKind.MENTION, cause: mentionIn(subject), actorId, aboutId: subject };
  return mentionedMemberIds.map((memberId) => ({ ...news, memberId, subjectId: subject, postId: subject, at }));
};

/** As {@link newsOfMentions}, of a comment. Members who are notified that it answers them need no second notification. */
const newsOfMentionsInComment = (
  { subject, occurredAt: at, payload }: ConsumedEvent<'CommentAdded' | 'CommentChanged'>,
  answered: readonly News[] = [],
): News[] => {
  const { postId, authorId: actorId, mentionedMemberIds = [] } = payload;
  const news = { kind: NotificationKind.MENTION, cause: mentionIn(subject), actorId, aboutId: subject };
  return mentionedMemberIds
    .filter((id) => !answered.some(({ memberId }) => memberId === id))
    .map((memberId) => ({ ...news, memberId, subjectId: subject, postId, at }));
};

/** An answer to a comment is news for its author and for the author of the post; to a post, for the latter. */
const newsOfComment = (event: ConsumedEvent<'CommentAdded'>): News[] => {
  const { subject: commentId, occurredAt: at, payload } = event;
  const { postId, parentId, authorId: actorId, postAuthorId, parentAuthorId } = payload;
  const news = { kind: NotificationKind.REPLY, cause: causeOf(commentId), actorId, subjectId: commentId, postId, at };
  const answers = [
    ...(parentId !== null && parentAuthorId !== null ? [{ ...news, memberId: parentAuthorId, aboutId: parentId }] : []),
    ...(postAuthorId !== null && postAuthorId !== parentAuthorId
      ? [{ ...news, memberId: postAuthorId, aboutId: postId }]
      : []),
  ];
  return [...answers, ...newsOfMentionsInComment(event, answers)];
};

/** A change of a comment may mention members. One that is hidden or deleted is no news any more. */
const changesOfComment = (event: ConsumedEvent<'CommentChanged'>): NewsChange[] =>
  event.payload.visible
    ? [{ news: newsOfMentionsInComment(event) }]
    : [{ gone: causeOf(event.subject) }, { gone: mentionIn(event.subject) }];

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

type ContentEvent = ConsumedEvent<
  | 'PostDrafted'
  | 'PostPublished'
  | 'PostUpdated'
  | 'PostUnpublished'
  | 'PostRemoved'
  | 'CommentAdded'
  | 'CommentChanged'
  | 'ContributionAdded'
  | 'ContributionRemoved'
  | 'EventAnswered'
>;

const changesBy = (event: ContentEvent): NewsChange[] => {
  switch (event.type) {
    case 'CommentAdded':
      return [{ news: newsOfComment(event) }];
    case 'CommentChanged':
      return changesOfComment(event);
    case 'ContributionAdded':
      return [{ news: newsOfContribution(event) }];
    case 'ContributionRemoved':
      return [{ gone: `contribution ${event.subject}` }];
    case 'EventAnswered':
      return [{ news: newsOfAnswer(event) }];
    default:
      return [{ news: newsOfMentions(event) }];
  }
};

/** Who may see the post of an event about a post. Null for other events. */
const postOf = (event: ContentEvent): (Audience & { readonly id: string }) | null =>
  'published' in event.payload ? { id: event.subject, ...event.payload } : null;

/** The changes of events, in order. News about a post has the audience that an earlier one of these events gave it. */
const changesOf = (events: readonly ContentEvent[]): NewsChange[] => {
  const audiences = new Map<string, Audience>();
  return events.flatMap((event) => {
    const post = postOf(event);
    if (post) audiences.set(post.id, post);
    return changesBy(event).map(({ news = [], ...change }) => ({
      ...change,
      news: news.map((one) => ({ ...one, audience: one.postId === null ? undefined : audiences.get(one.postId) })),
    }));
  });
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
  handleAll: async (tx, events, clock) => {
    const changes = changesOf(events);
    const posts = latestBy(
      events.map(postOf).filter((post) => post !== null),
      ({ id }) => id,
    );
    const authors = posts.flatMap(({ authorId }) => authorId ?? []);
    const members = await lockMembers(tx, [...authors, ...notifiedOf(changes)]);
    await new NotificationStore(tx, clock).apply(changes, members);
    await new KnownPostStore(tx).putAll(posts, members);
  },
});
