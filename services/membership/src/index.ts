export { ACCESS_TOKEN_AUDIENCE, defineMembership, membership } from './subgraph';
export type { MembershipContext } from './context';
export { type MembershipSettings, readMembershipSettings } from './environment';
export { identify, jwks, type RunningMembership } from './for-the-gateway';
export { Scope } from './account/scope';
export { Role } from './member/member.entity';
export type { NewMember } from './member/member.service';
export { type AccessTokenRules, verifyAccessToken, type VerifiedAccessToken } from './token/verify-access-token';
