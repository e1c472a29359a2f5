import { byKey } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { MentionTarget } from './mention-target.entity';

export const createMentionTargetLoaders = (db: EntityManager) => ({
  mentionTargetByReference: byKey(
    (references: readonly string[]) => db.findBy(MentionTarget, { reference: In([...references]) }),
    (target) => target.reference,
  ),
});
