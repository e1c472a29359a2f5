import type { Identity } from './identity';
import { isAllowed } from './permissions';

/** Who may see something once it is published. */
export enum Visibility {
  PUBLIC = 'PUBLIC',
  MEMBERS = 'MEMBERS',
  ORGANISATION = 'ORGANISATION',
}

/** All that decides who may see a post: what its owner tells the others in its log, and they keep beside its id. */
export interface Audience {
  readonly published: boolean;
  readonly visibility: Visibility;
  readonly authorId: string | null;
  /** Whom it speaks for, whose members see it where its visibility is ORGANISATION. */
  readonly organisationId: string | null;
}

/** A condition in SQL, with the values of its parameters. */
export interface Condition {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/**
 * Which posts `identity` may see, over the SQL expressions that give each part of their audience. The one place that
 * says so: every list, count, search, loader and entity reference of every service goes through it.
 */
export const visibleTo = (identity: Identity, audience: Readonly<Record<keyof Audience, string>>): Condition => {
  if (isAllowed(identity, 'SEE_EVERY_POST')) return { sql: 'TRUE', parameters: {} };
  const { published, visibility, authorId, organisationId } = audience;
  const isOf = (kind: Visibility) => `${visibility} = '${kind}'`;
  const { memberId, organisationId: colleagueOf = null } = identity;
  if (memberId === null || !isAllowed(identity, 'SEE_POSTS_FOR_MEMBERS')) {
    return { sql: `(${published} AND ${isOf(Visibility.PUBLIC)})`, parameters: {} };
  }
  const open = [
    isOf(Visibility.PUBLIC),
    isOf(Visibility.MEMBERS),
    ...(colleagueOf === null ? [] : [`(${isOf(Visibility.ORGANISATION)} AND ${organisationId} = :colleagueOf)`]),
  ];
  return {
    sql: `((${published} AND (${open.join(' OR ')})) OR ${authorId} = :viewerId)`,
    parameters: { viewerId: memberId, ...(colleagueOf !== null && { colleagueOf }) },
  };
};
