import { type ConsumedEvent, defineConsumer, idPrefix } from '@wizness/kernel';
import { NotificationKind } from './notification.enums';
import type { NewsChange } from './news';
import { NotificationStore } from './notification.store';

type RatingEvent = ConsumedEvent<'RatingGiven' | 'RatingChanged' | 'RatingTakenBack' | 'RatingVoted' | 'RatingReplied'>;

const ratingOf = ({ subject }: RatingEvent): string => `rating ${subject}`;

/** What all news about a rating has in common. Its subject is a post, or something that everybody may see. */
const newsAbout = ({ subject, occurredAt: at, payload: { subjectId } }: RatingEvent) => ({
  aboutId: subject,
  subjectId: subject,
  postId: idPrefix(subjectId) === 'post' ? subjectId : null,
  at,
});

/** The news, for members who were not erased, and the cause that is gone. */
const changeOf = (event: RatingEvent): NewsChange => {
  const news = newsAbout(event);
  const { raterId, subjectId } = event.payload;
  switch (event.type) {
    case 'RatingGiven': {
      const { subjectAuthorId: memberId, visible } = event.payload;
      if (memberId === null || !visible) return {};
      const cause = ratingOf(event);
      return {
        news: [{ ...news, memberId, kind: NotificationKind.RATING, cause, actorId: raterId, aboutId: subjectId }],
      };
    }
    case 'RatingChanged':
      return event.payload.visible ? {} : { gone: ratingOf(event) };
    case 'RatingTakenBack': {
      const gone = ratingOf(event);
      if (event.payload.cause === 'AUTHOR' || raterId === null) return { gone };
      const cause = `own organisation ${event.subject}`;
      const told = { memberId: raterId, kind: NotificationKind.MODERATION, code: 'OWN_ORGANISATION', cause } as const;
      return { gone, news: [{ ...news, ...told, actorId: null }] };
    }
    case 'RatingVoted': {
      const { voterId, helpful } = event.payload;
      const cause = `helpful ${event.subject} ${voterId}`;
      if (helpful !== true) return { gone: cause };
      if (raterId === null) return {};
      return { news: [{ ...news, memberId: raterId, kind: NotificationKind.HELPFUL, cause, actorId: voterId }] };
    }
    case 'RatingReplied': {
      if (raterId === null) return {};
      const cause = `answer ${event.subject}`;
      const { replierId: actorId } = event.payload;
      return { news: [{ ...news, memberId: raterId, kind: NotificationKind.REPLY, cause, actorId }] };
    }
  }
};

/** Notifies members of what happens to their posts and ratings. `name` is the checkpoint key: never rename it. */
export const ratingsNewsConsumer = defineConsumer({
  name: 'notify-of-ratings',
  source: 'ratings',
  types: ['RatingGiven', 'RatingChanged', 'RatingTakenBack', 'RatingVoted', 'RatingReplied'],
  handleAll: (tx, events, clock) => new NotificationStore(tx, clock).apply(events.map(changeOf)),
});
