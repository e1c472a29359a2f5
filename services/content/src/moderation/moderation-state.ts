/** What moderators did with a post or comment: a column beside what its author did. */
export enum ModerationState {
  VISIBLE = 'VISIBLE',
  /** Held back until a moderator has looked at it. */
  PENDING = 'PENDING',
  HIDDEN = 'HIDDEN',
  REMOVED = 'REMOVED',
}
