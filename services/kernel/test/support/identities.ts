import { scopesOf } from '../../src/access/permissions';
import { Role } from '../../src/access/role';
import type { Identity } from '../../src/access/identity';

/** Who asks in a session: a member with all the scopes of their roles. `rest` makes it an API key, a colleague … */
export const memberIdentity = (
  memberId: string,
  {
    roles = [Role.MEMBER],
    ...rest
  }: Partial<Omit<Identity, 'memberId' | 'roles'>> & { readonly roles?: readonly Role[] } = {},
): Identity => ({ memberId, roles, scopes: scopesOf(roles), ...rest });
