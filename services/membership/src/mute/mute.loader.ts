import { type Identity, isAllowed } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Mute } from './mute.entity';

/** Per member. */
export const MAX_MUTES = 500;

/** What the caller of `identity` mutes, the latest first; nothing for an API key without PROFILE_READ. */
export const readMutes = async (db: EntityManager, identity: Identity): Promise<Mute[]> => {
  const { memberId } = identity;
  if (memberId === null || !isAllowed(identity, 'READ_PROFILE')) return [];
  return db.find(Mute, { where: { memberId }, order: { mutedAt: 'DESC', targetId: 'ASC' } });
};
