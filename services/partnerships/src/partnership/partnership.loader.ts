import { byKey } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { Partnership } from './partnership.entity';

export const createPartnershipLoaders = (db: EntityManager) => ({
  partnershipById: byKey(
    (ids: readonly string[]) => db.findBy(Partnership, { id: In([...ids]) }),
    (partnership) => partnership.id,
  ),
});

export type PartnershipLoaders = ReturnType<typeof createPartnershipLoaders>;
