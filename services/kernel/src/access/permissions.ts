import { fault, FaultCode } from '../errors/fault';
import type { Identity } from './identity';
import { Role, Scope } from './role';

const READ_SCOPES = [Scope.POSTS_READ, Scope.FACTS_READ, Scope.EXPORTS_READ, Scope.PROFILE_READ];
const MEMBER_SCOPES = [
  ...READ_SCOPES,
  Scope.POSTS_WRITE,
  Scope.COMMENTS_WRITE,
  Scope.RATINGS_WRITE,
  Scope.WEBHOOKS_MANAGE,
];

/** The scopes that each role allows. */
const SCOPES: Readonly<Record<Role, readonly Scope[]>> = {
  MEMBER: MEMBER_SCOPES,
  EDITOR: [...MEMBER_SCOPES, Scope.FACTS_WRITE],
  MODERATOR: MEMBER_SCOPES,
  ANALYST: [...MEMBER_SCOPES, Scope.FACTS_WRITE],
  ADMIN: Object.values(Scope),
};

/** For changes to the caller's own account: allowed in a session only, never with an API key. */
const SESSION = 'SESSION';
const ANY_ROLE = Object.values(Role);

interface Rule {
  readonly scope: Scope | typeof SESSION;
  /** The caller needs one of these roles. Null: any member, also a suspended member, who has no role. */
  readonly roles: readonly Role[] | null;
}

/** The only table of permissions. What is not in it is allowed to everybody. */
const PERMISSIONS = {
  SEE_POSTS_FOR_MEMBERS: { scope: Scope.POSTS_READ, roles: null },
  SEE_EVERY_POST: { scope: Scope.POSTS_READ, roles: [Role.EDITOR, Role.ADMIN] },
  UPDATE_OWN_POSTS: { scope: Scope.POSTS_WRITE, roles: ANY_ROLE },
  UPDATE_EVERY_POST: { scope: Scope.POSTS_WRITE, roles: [Role.EDITOR, Role.ADMIN] },
  /** Topics and event series. */
  CURATE_CONTENT: { scope: Scope.POSTS_WRITE, roles: [Role.EDITOR, Role.ADMIN] },
  ANSWER_EVENTS: { scope: Scope.POSTS_WRITE, roles: ANY_ROLE },
  COMMENT: { scope: Scope.COMMENTS_WRITE, roles: ANY_ROLE },
  RATE: { scope: Scope.RATINGS_WRITE, roles: ANY_ROLE },
  SEE_RATINGS_HELD_BACK: { scope: Scope.RATINGS_WRITE, roles: [Role.MODERATOR, Role.ADMIN] },
  MODERATE: { scope: Scope.COMMENTS_WRITE, roles: [Role.MODERATOR, Role.ADMIN] },
  SEE_FACTS_OF_MEMBERS_POSTS: { scope: Scope.FACTS_READ, roles: null },
  SEE_EVERY_FACT: { scope: Scope.FACTS_READ, roles: [Role.EDITOR, Role.ADMIN] },
  /** Files of the whole graph, by a member or a key. They have what the caller may see. */
  EXPORT: { scope: Scope.EXPORTS_READ, roles: null },
  DEFINE_VOCABULARY: { scope: Scope.FACTS_WRITE, roles: [Role.EDITOR, Role.ADMIN] },
  RECORD_FACTS: { scope: Scope.FACTS_WRITE, roles: [Role.EDITOR, Role.ANALYST, Role.ADMIN] },
  IMPORT_CLAIMS: { scope: Scope.FACTS_WRITE, roles: [Role.EDITOR, Role.ANALYST, Role.ADMIN] },
  /** Webhooks are sent only while their owner has this. */
  MANAGE_WEBHOOKS: { scope: Scope.WEBHOOKS_MANAGE, roles: ANY_ROLE },
  READ_PROFILE: { scope: Scope.PROFILE_READ, roles: null },
  VERIFY_AFFILIATIONS: { scope: SESSION, roles: [Role.EDITOR, Role.ADMIN] },
  /** Name, biography, affiliation, and follows, of which others are notified: not for suspended members. */
  APPEAR_TO_OTHERS: { scope: SESSION, roles: ANY_ROLE },
  /** A key acts for its member for years: a suspended member makes none. */
  CREATE_API_KEYS: { scope: SESSION, roles: ANY_ROLE },
  SET_ROLES: { scope: SESSION, roles: [Role.ADMIN] },
  MANAGE_ACCOUNT: { scope: SESSION, roles: null },
} as const satisfies Record<string, Rule>;

export type Permission = keyof typeof PERMISSIONS;

/** The scopes of a member with these roles. A suspended member has no roles, and may only read. */
export const scopesOf = (roles: readonly Role[]): readonly Scope[] => {
  const allowed = new Set(roles.length === 0 ? READ_SCOPES : roles.flatMap((role) => SCOPES[role]));
  return Object.values(Scope).filter((scope) => allowed.has(scope));
};

const hasRole = ({ roles }: Identity, rule: Rule): boolean =>
  rule.roles === null || rule.roles.some((role) => roles.includes(role));

const hasScope = ({ memberId, apiKeyId, scopes }: Identity, { scope }: Rule): boolean =>
  scope === SESSION ? memberId !== null && !apiKeyId : scopes.includes(scope);

/** Whether the caller has the permission. */
export const isAllowed = (identity: Identity, permission: Permission): boolean => {
  const rule: Rule = PERMISSIONS[permission];
  return hasScope(identity, rule) && hasRole(identity, rule);
};

/** Id of the calling member. Throws UNAUTHENTICATED for an anonymous caller, FORBIDDEN if the permission is missing. */
export const authorise = (identity: Identity, permission: Permission): string => {
  const rule: Rule = PERMISSIONS[permission];
  if (identity.memberId === null) {
    throw fault(FaultCode.UNAUTHENTICATED, 'Sign in first: send `Authorization: Bearer <access token>`.');
  }
  if (!hasRole(identity, rule)) {
    throw fault(FaultCode.FORBIDDEN, `This requires one of the roles ${rule.roles?.join(', ')}.`);
  }
  if (hasScope(identity, rule)) return identity.memberId;
  throw fault(
    FaultCode.FORBIDDEN,
    rule.scope === SESSION
      ? 'An API key cannot do this. Sign in with your password.'
      : `This requires the scope ${rule.scope}. Use an API key that has it, or sign in.`,
  );
};
