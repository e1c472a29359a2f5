export { membership } from './subgraph';
export type { MembershipContext } from './context';
export type { MembershipSettings } from './environment';
export { identify, identifyExternal, jwks, type RunningMembership } from './internal-api';
export type { NewMember } from './member/member.store';
