import { registerEnumType } from 'type-graphql';
import type { Member, Role } from '../member/member.entity';

export enum Scope {
  POSTS_READ = 'POSTS_READ',
  POSTS_WRITE = 'POSTS_WRITE',
  COMMENTS_WRITE = 'COMMENTS_WRITE',
  RATINGS_WRITE = 'RATINGS_WRITE',
  FACTS_READ = 'FACTS_READ',
  FACTS_WRITE = 'FACTS_WRITE',
  EXPORTS_READ = 'EXPORTS_READ',
  WEBHOOKS_MANAGE = 'WEBHOOKS_MANAGE',
  PROFILE_READ = 'PROFILE_READ',
}
registerEnumType(Scope, {
  name: 'Scope',
  description: 'A part of what a member may do, which an API key can be limited to. New scopes may come.',
  valuesConfig: {
    POSTS_READ: { description: 'Read the posts that the member may read.' },
    POSTS_WRITE: { description: 'Write posts and change them.' },
    COMMENTS_WRITE: { description: 'Comment.' },
    RATINGS_WRITE: { description: 'Rate and review.' },
    FACTS_READ: { description: 'Read facts and their sources.' },
    FACTS_WRITE: { description: 'State facts and review them.' },
    EXPORTS_READ: { description: 'Make exports and fetch them.' },
    WEBHOOKS_MANAGE: { description: 'Register webhooks and remove them.' },
    PROFILE_READ: { description: 'Read the e-mail address, the sessions and the API keys of the member.' },
  },
});

const READING = [Scope.POSTS_READ, Scope.FACTS_READ, Scope.EXPORTS_READ, Scope.PROFILE_READ];
const TAKING_PART = [...READING, Scope.POSTS_WRITE, Scope.COMMENTS_WRITE, Scope.RATINGS_WRITE, Scope.WEBHOOKS_MANAGE];

/** What each role may use at most; an API key is given a part of it. */
const SCOPES: Readonly<Record<Role, readonly Scope[]>> = {
  MEMBER: TAKING_PART,
  EDITOR: TAKING_PART,
  MODERATOR: TAKING_PART,
  ANALYST: [...TAKING_PART, Scope.FACTS_WRITE],
  ADMIN: Object.values(Scope),
};

/** Roles and scopes that `member` has at this moment: one who is suspended may read, and has no role. */
export const powersOf = (
  member: Pick<Member, 'roles' | 'suspended'>,
): { readonly roles: readonly Role[]; readonly scopes: readonly Scope[] } => {
  if (member.suspended) return { roles: [], scopes: READING };
  const allowed = new Set(member.roles.flatMap((role) => SCOPES[role]));
  return { roles: member.roles, scopes: Object.values(Scope).filter((scope) => allowed.has(scope)) };
};
