import { fault, FaultCode } from '../errors/fault';
import type { Identity } from './identity';
import { Role, Scope } from './role';

const READING = [Scope.POSTS_READ, Scope.FACTS_READ, Scope.EXPORTS_READ, Scope.PROFILE_READ];
const TAKING_PART = [...READING, Scope.POSTS_WRITE, Scope.COMMENTS_WRITE, Scope.RATINGS_WRITE, Scope.WEBHOOKS_MANAGE];

/** What each role may use at most. */
const SCOPES: Readonly<Record<Role, readonly Scope[]>> = {
  MEMBER: TAKING_PART,
  EDITOR: TAKING_PART,
  MODERATOR: TAKING_PART,
  ANALYST: [...TAKING_PART, Scope.FACTS_WRITE],
  ADMIN: Object.values(Scope),
};

/** For what a person does with their own account: no API key may, whatever its scopes. */
const IN_PERSON = 'IN_PERSON';
const ANY_ROLE = Object.values(Role);

interface Rule {
  readonly takes: Scope | typeof IN_PERSON;
  /** One of these; null also for a member without any role, who is suspended. */
  readonly roles: readonly Role[] | null;
}

/** The one table of what takes which scope and which role. What is not in it, everybody may. */
const PERMISSIONS = {
  SEE_POSTS_FOR_MEMBERS: { takes: Scope.POSTS_READ, roles: null },
  SEE_EVERY_POST: { takes: Scope.POSTS_READ, roles: [Role.EDITOR, Role.ADMIN] },
  UPDATE_OWN_POSTS: { takes: Scope.POSTS_WRITE, roles: ANY_ROLE },
  UPDATE_EVERY_POST: { takes: Scope.POSTS_WRITE, roles: [Role.EDITOR, Role.ADMIN] },
  COMMENT: { takes: Scope.COMMENTS_WRITE, roles: ANY_ROLE },
  RATE: { takes: Scope.RATINGS_WRITE, roles: ANY_ROLE },
  SEE_RATINGS_HELD_BACK: { takes: Scope.RATINGS_WRITE, roles: [Role.MODERATOR, Role.ADMIN] },
  IMPORT_CLAIMS: { takes: Scope.FACTS_WRITE, roles: [Role.ANALYST, Role.ADMIN] },
  READ_PROFILE: { takes: Scope.PROFILE_READ, roles: null },
  MANAGE_ACCOUNT: { takes: IN_PERSON, roles: null },
} as const satisfies Record<string, Rule>;

export type Permission = keyof typeof PERMISSIONS;

/** Scopes that somebody with these roles has; a member who is suspended has no role and may read. */
export const scopesOf = (roles: readonly Role[]): readonly Scope[] => {
  const allowed = new Set(roles.length === 0 ? READING : roles.flatMap((role) => SCOPES[role]));
  return Object.values(Scope).filter((scope) => allowed.has(scope));
};

const hasRole = ({ roles }: Identity, rule: Rule): boolean =>
  rule.roles === null || rule.roles.some((role) => roles.includes(role));

const hasScope = ({ memberId, apiKeyId, scopes }: Identity, { takes }: Rule): boolean =>
  takes === IN_PERSON ? memberId !== null && !apiKeyId : scopes.includes(takes);

/** Whether who asks may do this. */
export const isAllowed = (identity: Identity, permission: Permission): boolean => {
  const rule: Rule = PERMISSIONS[permission];
  return hasScope(identity, rule) && hasRole(identity, rule);
};

/** Id of the member who asks, who may do this. Throws UNAUTHENTICATED for a visitor, FORBIDDEN for who may not. */
export const authorise = (identity: Identity, permission: Permission): string => {
  const rule: Rule = PERMISSIONS[permission];
  if (identity.memberId === null) {
    throw fault(FaultCode.UNAUTHENTICATED, 'Sign in first: send `Authorization: Bearer <access token>`.');
  }
  if (!hasRole(identity, rule)) {
    throw fault(FaultCode.FORBIDDEN, `This takes one of the roles ${rule.roles?.join(', ')}.`);
  }
  if (hasScope(identity, rule)) return identity.memberId;
  throw fault(
    FaultCode.FORBIDDEN,
    rule.takes === IN_PERSON
      ? 'An API key may not do this: sign in with the password.'
      : `This takes the scope ${rule.takes}: use an API key that has it, or sign in.`,
  );
};
