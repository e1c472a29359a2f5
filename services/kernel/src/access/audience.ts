import type { Identity } from './identity';
import { isAllowed, type Permission } from './permissions';

/** Who may see a post once it is published. */
export enum Visibility {
  PUBLIC = 'PUBLIC',
  MEMBERS = 'MEMBERS',
  ORGANISATION = 'ORGANISATION',
}

/** Everything that decides who may see a post. Content publishes it in events; other services store it with the post's id. */
export interface Audience {
  readonly published: boolean;
  readonly visibility: Visibility;
  readonly authorId: string | null;
  /** The organisation the post was written for. Its members see the post if `visibility` is ORGANISATION. */
  readonly organisationId: string | null;
}

/** An SQL condition with the values of its named parameters. */
export interface Condition {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** The permissions to see what is not public: as a member, and all of it. */
interface SeeingPermissions {
  readonly forMembers: Permission;
  readonly every: Permission;
}

const SEEING_POSTS: SeeingPermissions = { forMembers: 'SEE_POSTS_FOR_MEMBERS', every: 'SEE_EVERY_POST' };

/**
 * The condition for posts that `identity` may see. `audience` has the SQL expression for each part of a post's audience. The
 * only place that decides this: every list, count, search, loader and entity reference of every service uses it.
 */
export const visibleTo = (
  identity: Identity,
  audience: Readonly<Record<keyof Audience, string>>,
  { forMembers, every }: SeeingPermissions = SEEING_POSTS,
): Condition => {
  if (isAllowed(identity, every)) return { sql: 'TRUE', parameters: {} };
  const { published, visibility, authorId, organisationId } = audience;
  const isOf = (kind: Visibility) => `${visibility} = '${kind}'`;
  const { memberId, organisationId: ownOrganisation = null } = identity;
  if (memberId === null || !isAllowed(identity, forMembers)) {
    return { sql: `(${published} AND ${isOf(Visibility.PUBLIC)})`, parameters: {} };
  }
  const visible = [
    isOf(Visibility.PUBLIC),
    isOf(Visibility.MEMBERS),
    ...(ownOrganisation === null
      ? []
      : [`(${isOf(Visibility.ORGANISATION)} AND ${organisationId} = :ownOrganisation)`]),
  ];
  return {
    sql: `((${published} AND (${visible.join(' OR ')})) OR ${authorId} = :viewerId)`,
    parameters: { viewerId: memberId, ...(ownOrganisation !== null && { ownOrganisation }) },
  };
};

/** The rule of {@link visibleTo} for one post whose audience is known, for example from an event. */
export const isVisibleTo = (identity: Identity, audience: Audience): boolean => {
  const { forMembers, every } = SEEING_POSTS;
  if (isAllowed(identity, every)) return true;
  const { published, visibility, authorId, organisationId } = audience;
  const { memberId, organisationId: ownOrganisation = null } = identity;
  if (memberId === null || !isAllowed(identity, forMembers)) return published && visibility === Visibility.PUBLIC;
  if (authorId === memberId) return true;
  const isColleague = ownOrganisation !== null && organisationId === ownOrganisation;
  return published && (visibility !== Visibility.ORGANISATION || isColleague);
};
