import { groupedByKey, rowsByKey } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { ApiKey } from './api-key.entity';

export const createApiKeyLoaders = (db: EntityManager) => ({
  /** All keys of a member, revoked ones too, newest first. */
  apiKeysOfMember: groupedByKey(
    rowsByKey(db, ApiKey, 'memberId', { order: { createdAt: 'DESC', id: 'DESC' } }),
    (apiKey) => apiKey.memberId,
  ),
});
