import { type Identity, type Role, type Scope, scopesOf } from '@wizness/kernel';
import type { Member } from './member.entity';

/** Who a member is to every service: what they may do, and whose colleague they are. */
export interface MemberIdentity extends Identity {
  readonly memberId: string;
  readonly roles: readonly Role[];
  readonly scopes: readonly Scope[];
}

/**
 * Who `member` is at this moment. One who is suspended has no role, and may read. An organisation counts from when it has
 * confirmed them.
 */
export const identityOf = (member: Member): MemberIdentity => {
  const roles = member.suspended ? [] : member.roles;
  const { organisationId, organisationVerified } = member;
  return {
    memberId: member.id,
    roles,
    scopes: scopesOf(roles),
    ...(organisationVerified && organisationId !== null && { organisationId }),
  };
};
