import { byKey, findByArgument, loaderPerArguments, rowsByKey } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { normaliseHandle } from './handle';
import { Member } from './member.entity';
import { memberList, membersByOrganisation } from './member-list';
import type { MembersArguments, OrganisationMembersArguments } from './member-list.types';

export const createMemberLoaders = (db: EntityManager) => ({
  memberById: byKey(rowsByKey(db, Member, 'id'), (member) => member.id),
  memberByHandle: byKey(rowsByKey(db, Member, 'handle'), (member) => member.handle),
  /** Throws BAD_USER_INPUT or INVALID_CURSOR for invalid arguments, as `members` does. */
  membersOfOrganisation: loaderPerArguments((args: OrganisationMembersArguments) => membersByOrganisation(db, args)),
  members: (args: MembersArguments) => memberList(db, args),
});

export type MemberLoaders = ReturnType<typeof createMemberLoaders>;

/** By id or by handle. Throws BAD_USER_INPUT unless exactly one of them is given. */
export const loadMember = (
  { memberById, memberByHandle }: MemberLoaders,
  args: { readonly id?: string | null; readonly handle?: string | null },
): Promise<Member | null> =>
  findByArgument<Member>('member', args, {
    id: (id) => memberById.load(id),
    handle: async (handle) => memberByHandle.load(normaliseHandle(handle)),
  });
