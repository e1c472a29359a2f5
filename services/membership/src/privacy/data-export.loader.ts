import { groupedByKey, rowsByKey } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { DataExport } from './data-export.entity';

export const createDataExportLoaders = (db: EntityManager) => ({
  /** All data exports of a member, newest first. */
  dataExportsOfMember: groupedByKey(
    rowsByKey(db, DataExport, 'memberId', { order: { requestedAt: 'DESC', id: 'DESC' } }),
    (dataExport) => dataExport.memberId,
  ),
});
