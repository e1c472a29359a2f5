import { ModerationStatus } from '@wizness/kernel';
import { PostState, PostStatus } from './post.enums';

/** The columns that the status of a post is computed from. */
export interface StatusColumns {
  readonly state: PostState;
  readonly moderation: ModerationStatus;
}

const STATUS: Readonly<Record<PostState, PostStatus>> = {
  DRAFT: PostStatus.DRAFT,
  SCHEDULED: PostStatus.SCHEDULED,
  PUBLISHED: PostStatus.PUBLISHED,
  UNPUBLISHED: PostStatus.UNPUBLISHED,
  DELETED: PostStatus.REMOVED,
};

/** The status that readers see: a measure of a moderator comes before what the author did. */
export const statusOf = ({ state, moderation }: StatusColumns): PostStatus => {
  if (state === PostState.DELETED || moderation === ModerationStatus.REMOVED) return PostStatus.REMOVED;
  return moderation === ModerationStatus.VISIBLE ? STATUS[state] : PostStatus.HIDDEN;
};

const conditionOf = (alias: string, status: PostStatus): string => {
  const isRemoved = `${alias}.state = 'DELETED' OR ${alias}.moderation = 'REMOVED'`;
  switch (status) {
    case PostStatus.REMOVED:
      return `(${isRemoved})`;
    case PostStatus.HIDDEN:
      return `(${alias}.moderation <> 'VISIBLE' AND NOT (${isRemoved}))`;
    default:
      return `(${alias}.state = '${status}' AND ${alias}.moderation = 'VISIBLE')`;
  }
};

/**
 * Whether {@link statusOf} of posts with the given alias is one of these, as an SQL condition on the columns: of an expression
 * of them the planner does not know how frequent it is.
 */
export const hasStatus = (alias: string, statuses: readonly PostStatus[]): string =>
  statuses.map((status) => conditionOf(alias, status)).join(' OR ') || 'FALSE';
