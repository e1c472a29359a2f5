import { anonymous, type Identity } from './identity';
import { authorise, isAllowed, type Permission, scopesOf } from './permissions';
import { Role, Scope } from './role';

const member = (roles: readonly Role[], rest: Partial<Identity> = {}): Identity => ({
  memberId: 'member_1',
  roles,
  scopes: scopesOf(roles),
  ...rest,
});
const key = (scopes: readonly Scope[], roles: readonly Role[] = [Role.MEMBER]) =>
  member(roles, { scopes, apiKeyId: 'apikey_1' });
const codeOf = (identity: Identity, permission: Permission): unknown => {
  try {
    return authorise(identity, permission);
  } catch (error) {
    return (error as { extensions: { code: string } }).extensions.code;
  }
};

describe('Permissions', () => {
  test.each<[Permission, Role[]]>([
    ['SEE_POSTS_FOR_MEMBERS', Object.values(Role)],
    ['SEE_EVERY_POST', [Role.EDITOR, Role.ADMIN]],
    ['UPDATE_OWN_POSTS', Object.values(Role)],
    ['UPDATE_EVERY_POST', [Role.EDITOR, Role.ADMIN]],
    ['COMMENT', Object.values(Role)],
    ['RATE', Object.values(Role)],
    ['SEE_RATINGS_HELD_BACK', [Role.MODERATOR, Role.ADMIN]],
    ['IMPORT_CLAIMS', [Role.EDITOR, Role.ANALYST, Role.ADMIN]],
    ['READ_PROFILE', Object.values(Role)],
    ['MANAGE_ACCOUNT', Object.values(Role)],
  ])('%s is granted to %p, and never to an anonymous caller', (permission, roles) => {
    expect(Object.values(Role).filter((role) => isAllowed(member([role]), permission))).toEqual(roles);
    expect(isAllowed(anonymous, permission)).toBe(false);
    expect(codeOf(anonymous, permission)).toBe('UNAUTHENTICATED');
  });

  test('an API key needs both its own scope and the role of its member', () => {
    expect(isAllowed(key([Scope.POSTS_READ]), 'SEE_POSTS_FOR_MEMBERS')).toBe(true);
    expect(isAllowed(key([Scope.POSTS_READ]), 'SEE_EVERY_POST')).toBe(false);
    expect(isAllowed(key([Scope.POSTS_READ], [Role.EDITOR]), 'SEE_EVERY_POST')).toBe(true);
    expect(isAllowed(key([Scope.COMMENTS_WRITE], [Role.EDITOR]), 'SEE_EVERY_POST')).toBe(false);
    expect(codeOf(key([Scope.POSTS_READ]), 'COMMENT')).toBe('FORBIDDEN');
    expect(codeOf(key([Scope.COMMENTS_WRITE]), 'COMMENT')).toBe('member_1');
    expect(codeOf(key(Object.values(Scope), [Role.ADMIN]), 'MANAGE_ACCOUNT')).toBe('FORBIDDEN');
  });

  test('a suspended member can only read and manage their account', () => {
    const suspended = member([]);
    const allowed: Permission[] = ['SEE_POSTS_FOR_MEMBERS', 'READ_PROFILE', 'MANAGE_ACCOUNT'];
    for (const permission of allowed) expect(codeOf(suspended, permission)).toBe('member_1');
    for (const permission of ['COMMENT', 'RATE', 'UPDATE_OWN_POSTS', 'CREATE_API_KEYS'] as const) {
      expect(codeOf(suspended, permission)).toBe('FORBIDDEN');
    }
  });

  test('only editors, analysts and administrators have the scope to write facts', () => {
    expect(Object.values(Role).filter((role) => scopesOf([role]).includes(Scope.FACTS_WRITE))).toEqual([
      Role.EDITOR,
      Role.ANALYST,
      Role.ADMIN,
    ]);
    expect(scopesOf([Role.MEMBER, Role.ANALYST])).toEqual(Object.values(Scope));
  });
});
