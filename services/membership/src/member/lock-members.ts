import { Any, type EntityManager } from 'typeorm';
import { Member } from './member.entity';

/** Members by id. They cannot be erased until the transaction ends. */
export type LockedMembers = ReadonlyMap<string, Member>;

/**
 * Reads members, by their ids: none of them can be erased until the transaction ends. They are locked in the order of their
 * ids. Call it before anything else in the transaction locks rows. Members who do not exist are left out.
 */
export const lockMembers = async (tx: EntityManager, ids: readonly string[]): Promise<LockedMembers> => {
  const unique = [...new Set(ids)];
  if (unique.length === 0) return new Map();
  const members = await tx
    .createQueryBuilder(Member, 'member')
    .where({ id: Any(unique) })
    .orderBy('member.id')
    .setLock('for_key_share')
    .getMany();
  return new Map(members.map((member) => [member.id, member]));
};
