import { groupedByKey } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { ApiKey } from './api-key.entity';

export const createApiKeyLoaders = (db: EntityManager) => ({
  /** All keys of a member, revoked ones too, newest first. */
  apiKeysOfMember: groupedByKey(
    (memberIds: readonly string[]) =>
      db.find(ApiKey, { where: { memberId: In([...memberIds]) }, order: { createdAt: 'DESC', id: 'DESC' } }),
    (apiKey) => apiKey.memberId,
  ),
});
