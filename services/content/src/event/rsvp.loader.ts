import {
  byKey,
  checkList,
  groupedByKey,
  type Identity,
  isAllowed,
  loaderPerArguments,
  type Order,
  pagedByKey,
  readPage,
} from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { Post } from '../post/post.entity';
import { Rsvp } from './rsvp.entity';
import type { RsvpsArguments } from './rsvp.types';

const BY_TURN: Order = {
  name: 'answers in order of arrival',
  direction: 'ASC',
  keys: [{ sql: 'rsvp.turn', type: 'integer' }],
};

const POSITIONS = `
  SELECT waiting.id, (SELECT count(*)::integer FROM rsvps before
    WHERE before.post_id = waiting.post_id AND before.status = 'WAITING' AND before.turn <= waiting.turn) AS position
  FROM rsvps waiting WHERE waiting.id = ANY($1) AND waiting.status = 'WAITING'`;

export const createRsvpLoaders = (db: EntityManager, identity: Identity) => ({
  /** The caller's own answers, by id of the event. */
  viewerRsvp: byKey(
    async (postIds: readonly string[]) => {
      if (identity.memberId === null || !isAllowed(identity, 'READ_PROFILE')) return [];
      return db.findBy(Rsvp, { memberId: identity.memberId, postId: In([...postIds]) });
    },
    (rsvp) => rsvp.postId,
  ),
  /** Answers to events of the caller; all events for editors. Empty for others: who comes is not public. */
  rsvpsOfEvent: loaderPerArguments(({ filter, ...args }: RsvpsArguments) =>
    pagedByKey<Rsvp>({
      query: () => {
        const query = db
          .createQueryBuilder(Rsvp, 'rsvp')
          .innerJoin(Post, 'post', 'post.id = rsvp.postId')
          .where('TRUE');
        const statuses = filter?.statuses;
        if (statuses) checkList(statuses, ['filter', 'statuses']);
        if (statuses) query.andWhere('rsvp.status = ANY(CAST(:statuses AS rsvp_status[]))', { statuses });
        if (isAllowed(identity, 'UPDATE_EVERY_POST')) return query;
        const organiserId = isAllowed(identity, 'UPDATE_OWN_POSTS') ? identity.memberId : null;
        return query.andWhere('post.authorId = :organiserId', { organiserId });
      },
      parent: 'rsvp.postId',
      parentOf: (rsvp) => rsvp.postId,
      order: BY_TURN,
      page: readPage(args, BY_TURN),
    }),
  ),
  /** Positions on the waiting list, by id of the answer; none for an answer that does not wait. */
  waitingPosition: groupedByKey(
    (ids: readonly string[]) => db.query<{ id: string; position: number }[]>(POSITIONS, [ids]),
    ({ id }) => id,
  ),
});
