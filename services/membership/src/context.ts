import type { SubgraphRequest } from '@wizness/kernel';
import type { DataSource } from 'typeorm';
import { createMemberLoaders } from './member/member.loader';
import { MemberService } from './member/member.service';

/** All that one operation uses in this service. */
export const createContext = (db: DataSource, { identity, clock }: SubgraphRequest) => {
  const loaders = createMemberLoaders(db.manager);
  return { identity, loaders, members: new MemberService(db, clock, loaders) };
};

export type MembershipContext = ReturnType<typeof createContext>;
