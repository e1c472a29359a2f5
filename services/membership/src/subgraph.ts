import { defineSubgraph } from '@wizness/kernel';
import { createContext, type MembershipContext } from './context';
import { Member } from './member/member.entity';
import { MemberResolver, OrganisationMembersResolver } from './member/member.resolver';
import { MemberAffiliation, Viewer } from './member/member.types';
import { OrganisationReference } from './references';
import { storage } from './storage';

export const membership = defineSubgraph<MembershipContext>({
  name: 'membership',
  resolvers: [MemberResolver, OrganisationMembersResolver],
  types: [Member, MemberAffiliation, Viewer, OrganisationReference],
  references: {
    Member: ({ id, handle }, { loaders }) =>
      id ? loaders.memberById.load(id) : loaders.memberByHandle.load(handle ?? ''),
    Organisation: ({ id }) => ({ id }),
  },
  storage,
  createContext,
});
