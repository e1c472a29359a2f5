import { type ConsumedEvent, defineConsumer } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { lockMembers } from '../member/lock-members';
import { EventAnswer } from '../projection/event-answer.entity';
import type { News } from './news';
import { type NotificationCode, NotificationKind } from './notification.enums';
import { NotificationStore } from './notification.store';

const keepAnswer = async (tx: EntityManager, { subject: postId, payload }: ConsumedEvent<'EventAnswered'>) => {
  const { memberId, status } = payload;
  // An erased member is not stored again: an erasure and an answer arrive in either order.
  const members = status === 'DECLINED' ? null : await lockMembers(tx, [memberId]);
  if (members?.has(memberId))
    await tx.upsert(EventAnswer, { postId, memberId, going: status === 'GOING' }, ['postId', 'memberId']);
  else await tx.delete(EventAnswer, { postId, memberId });
};

type Announcement = ConsumedEvent<'EventMoved' | 'EventStartsSoon'>;

const codeOf = (event: Announcement): NotificationCode => {
  if (event.type === 'EventStartsSoon') return 'REMINDER';
  return event.payload.cancelled || event.payload.withdrawn ? 'CANCELLED' : 'CHANGED';
};

/** What happens to an event is news once for all who go to it or wait; only those who go are reminded. */
const newsOf = async (tx: EntityManager, event: Announcement): Promise<News[]> => {
  const { subject: postId, occurredAt: at } = event;
  const isReminder = event.type === 'EventStartsSoon';
  const answers = await tx.find(EventAnswer, {
    where: { postId, ...(isReminder && { going: true }) },
    order: { memberId: 'ASC' },
  });
  const code = codeOf(event);
  const cause = `event ${postId} ${isReminder ? event.payload.startsAt : event.payload.sequence}`;
  const news = { kind: NotificationKind.EVENT, code, cause, actorId: null, aboutId: postId, subjectId: postId, at };
  // Those who answered a withdrawn event may not see it any more, and have to know.
  return answers.map(({ memberId }) => ({ ...news, memberId, postId: code === 'CANCELLED' ? null : postId }));
};

/** Notifies members of what happens to events that they answered. `name` is the checkpoint key: never rename it. */
export const eventNewsConsumer = defineConsumer({
  name: 'notify-of-events',
  source: 'content',
  types: ['EventAnswered', 'EventMoved', 'EventStartsSoon'],
  // Each event of a content event notifies up to all its participants.
  maxBatch: 1,
  handle: async (tx, event, clock) => {
    if (event.type === 'EventAnswered') await keepAnswer(tx, event);
    else await new NotificationStore(tx, clock).apply([{ news: await newsOf(tx, event) }]);
  },
});
