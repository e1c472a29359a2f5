import {
  byKey,
  checkList,
  type EventType,
  type Identity,
  isVisibleTo,
  LoggedEvent,
  logCursors,
  type LogConnection,
  readLogConnection,
  type Visibility,
} from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { Post } from '../post/post.entity';
import type { PostFilter } from '../post/post-filter.types';
import { filterCondition } from '../post/post-filter';
import { readPostList } from '../post/post-list';
import { onlyVisible } from '../post/post.visibility';
import { type PostEvent, type PostEventsArguments, PostEventType } from './post-log.types';

/** The log whose events the post log shows. */
export const CONTENT_LOG = 'content';

/** Cursors of the post log: those of the event log of this service. */
const cursors = logCursors(CONTENT_LOG);

/** The event of the log that an entry is. Other events, such as those of drafts, are not in the post log. */
export const EVENT_TYPES: Readonly<Record<PostEventType, EventType>> = {
  PUBLISHED: 'PostPublished',
  UPDATED: 'PostUpdated',
  UNPUBLISHED: 'PostUnpublished',
  REMOVED: 'PostRemoved',
};

const ENTRY_TYPES: Readonly<Record<string, PostEventType>> = Object.fromEntries(
  Object.values(PostEventType).map((type) => [EVENT_TYPES[type], type]),
);

/** The parts of a payload that are used, in every version of the events. */
interface PostPayload {
  readonly revision: number;
  readonly visibility: Visibility;
  readonly authorId: string | null;
  readonly organisationId: string | null;
  readonly wasPublished?: boolean;
}

const payloadOf = ({ payload }: LoggedEvent) => payload as unknown as PostPayload;

/** Whether `identity` could see the post when it was published, so that it may know what became of it. */
const mayKnowOf = (event: LoggedEvent, identity: Identity): boolean => {
  const { wasPublished = true, ...audience } = payloadOf(event);
  return wasPublished && isVisibleTo(identity, { ...audience, published: true });
};

const entryOf = (event: LoggedEvent, type: PostEventType): PostEvent => ({
  id: `postevent_${event.position}`,
  cursor: cursors.encode(event.position),
  type,
  occurredAt: event.occurredAt,
  postId: event.subject,
  revision: payloadOf(event).revision,
});

/** Which of these posts the caller can read now, each with whether the filter matches it. */
const matchesOf = async (
  db: EntityManager,
  identity: Identity,
  filter: PostFilter,
  ids: readonly string[],
): Promise<ReadonlyMap<string, boolean>> => {
  if (ids.length === 0) return new Map();
  const { sql, parameters } = filterCondition(filter);
  const rows = await onlyVisible(db.createQueryBuilder(Post, 'post'), identity)
    .andWhere('post.id IN (:...ids)', { ids })
    .select('post.id', 'id')
    .addSelect(`(${sql}) IS TRUE`, 'matches')
    .setParameters(parameters)
    .getRawMany<{ id: string; matches: boolean }>();
  return new Map(rows.map(({ id, matches }) => [id, matches]));
};

export const createPostLogLoaders = (db: EntityManager, identity: Identity) => ({
  /** The entry at a position of the log. Null if there is none, and for a post that the caller was never able to read. */
  postEventAt: byKey(
    async (positions: readonly number[]) => {
      const events = await db.findBy(LoggedEvent, { position: In([...positions]) });
      return events.flatMap((event) => {
        const type = ENTRY_TYPES[event.type];
        return type !== undefined && mayKnowOf(event, identity)
          ? [{ position: event.position, ...entryOf(event, type) }]
          : [];
      });
    },
    ({ position }) => position,
  ),
  /**
   * A page of the post log, the oldest first. Throws BAD_USER_INPUT for an invalid filter or size, INVALID_CURSOR for a
   * cursor of another list, CURSOR_EXPIRED (with `oldest`) if the log does not reach back that far.
   */
  postEvents: async ({ filter, types, first, after }: PostEventsArguments): Promise<LogConnection<PostEvent>> => {
    const wanted = new Set(types == null ? Object.values(PostEventType) : checkList(types, ['types']));
    if (filter) await readPostList({ filter }).checkNames(db);
    return readLogConnection(db, {
      cursors,
      first,
      after,
      select: async (events) => {
        const known = events.filter((event) => {
          const type = ENTRY_TYPES[event.type];
          return type !== undefined && wanted.has(type) && mayKnowOf(event, identity);
        });
        if (!filter) return known;
        const matches = await matchesOf(db, identity, filter, [...new Set(known.map(({ subject }) => subject))]);
        return known.filter(({ subject }) => matches.get(subject) !== false);
      },
      entryOf: (event) => entryOf(event, ENTRY_TYPES[event.type] as PostEventType),
    });
  },
});
