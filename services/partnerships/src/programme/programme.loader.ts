import { byKey, groupedByKey } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import type { Visible } from '../visibility/source.visibility';
import { factBackedRows } from '../subject/fact-backed';
import { OrderedItem } from './ordered-item.entity';
import type { OrderedItemKind } from './programme.enums';
import { Programme } from './programme.entity';

export const createProgrammeLoaders = (db: EntityManager, visible: Visible) => {
  const orderedItemsByProgrammeId = groupedByKey(
    (ids: readonly string[]) =>
      factBackedRows(db, visible, OrderedItem, 'item')
        .andWhere('item.programmeId IN (:...ids)', { ids })
        .orderBy('item.position')
        .getMany(),
    (item) => item.programmeId,
  );
  return {
    programmeById: byKey(
      (ids: readonly string[]) => db.findBy(Programme, { id: In([...ids]) }),
      (programme) => programme.id,
    ),
    programmesByPartnershipId: groupedByKey(
      (ids: readonly string[]) => db.find(Programme, { where: { partnershipId: In([...ids]) }, order: { id: 'ASC' } }),
      (programme) => programme.partnershipId ?? '',
    ),
    /** Loads both lists of a programme in one statement. */
    itemsOf: async (programmeId: string, kind: OrderedItemKind): Promise<OrderedItem[]> =>
      (await orderedItemsByProgrammeId.load(programmeId)).filter((item) => item.kind === kind),
  };
};

export type ProgrammeLoaders = ReturnType<typeof createProgrammeLoaders>;
