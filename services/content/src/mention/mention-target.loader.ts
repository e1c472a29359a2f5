import { byKey, rowsByKey } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { MentionTarget } from './mention-target.entity';

export const createMentionTargetLoaders = (db: EntityManager) => ({
  mentionTargetByReference: byKey(rowsByKey(db, MentionTarget, 'reference'), (target) => target.reference),
});
