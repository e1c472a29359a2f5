import { checkId, type LogConnection, logCursors, type LoggedEvent, readLogConnection } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { PostLoaders } from '../post/post.loader';
import type { CommentEvent, CommentEventsArguments } from './comment-log.types';

/** Cursors of the comment log: those of the event log of this service. */
const cursors = logCursors('content');

const ENTRY_TYPES: ReadonlySet<string> = new Set(['CommentAdded', 'CommentChanged']);

const entryOf = ({ position, occurredAt, subject }: LoggedEvent): CommentEvent => ({
  id: `commentevent_${position}`,
  cursor: cursors.encode(position),
  occurredAt,
  commentId: subject,
});

export const createCommentLogLoaders = (db: EntityManager, { postById }: Pick<PostLoaders, 'postById'>) => ({
  /**
   * A page of the comment log of one post, the oldest entry first; without entries if the caller cannot read the post. Throws
   * BAD_USER_INPUT for the id of something else, and as `readLogConnection` does.
   */
  commentEvents: async ({ postId, first, after }: CommentEventsArguments): Promise<LogConnection<CommentEvent>> => {
    checkId(postId, ['post'], ['postId']);
    return readLogConnection(db, {
      cursors,
      first,
      after,
      select: async (events) => {
        const own = events.filter(({ type, payload }) => ENTRY_TYPES.has(type) && payload['postId'] === postId);
        return own.length > 0 && (await postById.load(postId)) ? own : [];
      },
      entryOf,
    });
  },
});
