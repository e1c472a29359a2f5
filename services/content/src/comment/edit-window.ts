import type { Comment } from './comment.entity';

const EDIT_WINDOW_MS = 24 * 60 * 60 * 1000;

/** Last moment at which its author may change a comment. */
export const editableUntil = ({ createdAt }: Pick<Comment, 'createdAt'>): Date =>
  new Date(createdAt.getTime() + EDIT_WINDOW_MS);
