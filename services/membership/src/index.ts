export { membership } from './subgraph';
export type { MembershipContext } from './context';
export { Role } from './member/member.entity';
export type { NewMember } from './member/member.service';
