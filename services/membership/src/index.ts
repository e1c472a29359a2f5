export { membership } from './subgraph';
export type { MembershipContext } from './context';
export type { MembershipSettings } from './environment';
export type { NewMember } from './member/member.store';
export { MailList } from './mail/member-mail.entity';
