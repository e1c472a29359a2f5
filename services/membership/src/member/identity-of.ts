import { type Identity, type Role, type Scope, scopesOf } from '@wizness/kernel';
import type { Member } from './member.entity';

/** The identity of a member towards every service: what they may do, whose colleague they are, and which language they read. */
export interface MemberIdentity extends Identity {
  readonly memberId: string;
  readonly roles: readonly Role[];
  readonly scopes: readonly Scope[];
}

/**
 * The current identity of `member`. A suspended member has no role and may only read. The organisation is included only
 * after it has confirmed the member.
 */
export const identityOf = (member: Member): MemberIdentity => {
  const roles = member.suspended ? [] : member.roles;
  const { organisationId, organisationVerified } = member;
  return {
    memberId: member.id,
    roles,
    scopes: scopesOf(roles),
    locale: member.locale,
    ...(organisationVerified && organisationId !== null && { organisationId }),
  };
};
