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

/** {@link statusOf} as an SQL expression on posts with the given alias. */
export const statusIn = (alias: string): string =>
  `CASE WHEN ${alias}.state = 'DELETED' OR ${alias}.moderation = 'REMOVED' THEN 'REMOVED'
        WHEN ${alias}.moderation <> 'VISIBLE' THEN 'HIDDEN' ELSE CAST(${alias}.state AS text) END`;
