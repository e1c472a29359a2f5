import { type Identity, isAllowed, ModerationStatus } from '@wizness/kernel';
import type { Comment } from './comment.entity';

/**
 * Whether `identity` may read the text of a comment and who wrote it: everyone while it is shown; its author and moderators
 * while a moderator hides it, and moderators alone once it is removed.
 */
export const mayRead = ({ deleted, moderation, authorId }: Comment, identity: Identity): boolean => {
  if (deleted) return false;
  if (moderation === ModerationStatus.VISIBLE || isAllowed(identity, 'MODERATE')) return true;
  return moderation !== ModerationStatus.REMOVED && authorId !== null && authorId === identity.memberId;
};
