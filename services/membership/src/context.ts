import type { SubgraphRequest } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { createMemberLoaders } from './member/member.loader';
import { MemberService } from './member/member.service';

/** All that one operation uses in this service. */
export const createContext = (db: EntityManager, { identity, clock }: SubgraphRequest) => {
  const loaders = createMemberLoaders(db);
  return { identity, loaders, members: new MemberService(db, clock, loaders) };
};

export type MembershipContext = ReturnType<typeof createContext>;
