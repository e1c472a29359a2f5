import { groupedByKey } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { DataExport } from './data-export.entity';

export const createDataExportLoaders = (db: EntityManager) => ({
  /** All data exports of a member, newest first. */
  dataExportsOfMember: groupedByKey(
    (memberIds: readonly string[]) =>
      db.find(DataExport, { where: { memberId: In([...memberIds]) }, order: { requestedAt: 'DESC', id: 'DESC' } }),
    (dataExport) => dataExport.memberId,
  ),
});
