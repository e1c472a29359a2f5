import { scopesOf } from '../../src/access/permissions';
import { Role } from '../../src/access/role';
import type { Identity } from '../../src/access/identity';

/** The identity of a member in a session, with all scopes of the roles. `rest` can add an API key or an organisation. */
export const memberIdentity = (
  memberId: string,
  {
    roles = [Role.MEMBER],
    ...rest
  }: Partial<Omit<Identity, 'memberId' | 'roles'>> & { readonly roles?: readonly Role[] } = {},
): Identity => ({ memberId, roles, scopes: scopesOf(roles), ...rest });
