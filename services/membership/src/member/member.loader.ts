import { badUserInput, byKey, loaderPerArguments } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { normaliseHandle } from './handle';
import { Member } from './member.entity';
import { memberList, membersByOrganisation } from './member-list';
import type { MembersArguments, OrganisationMembersArguments } from './member-list.types';

export const createMemberLoaders = (db: EntityManager) => ({
  memberById: byKey(
    (ids: readonly string[]) => db.findBy(Member, { id: In([...ids]) }),
    (member) => member.id,
  ),
  memberByHandle: byKey(
    (handles: readonly string[]) => db.findBy(Member, { handle: In([...handles]) }),
    (member) => member.handle,
  ),
  /** Throws BAD_USER_INPUT or INVALID_CURSOR for invalid arguments, as `members` does. */
  membersOfOrganisation: loaderPerArguments((args: OrganisationMembersArguments) => membersByOrganisation(db, args)),
  members: (args: MembersArguments) => memberList(db, args),
});

export type MemberLoaders = ReturnType<typeof createMemberLoaders>;

/** Throws BAD_USER_INPUT unless exactly one of `id` and `handle` is given. */
export const loadMember = async (
  { memberById, memberByHandle }: MemberLoaders,
  { id, handle }: { readonly id?: string | null; readonly handle?: string | null },
): Promise<Member | null> => {
  if ((id == null) === (handle == null)) throw badUserInput('Give either `id` or `handle`.');
  return id != null ? memberById.load(id) : memberByHandle.load(normaliseHandle(handle ?? ''));
};
