import { badArgument, type ExportRequest } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { FactFilter } from '../fact/read/fact-filter.types';
import type { Moment } from '../time/moment';
import type { Visible } from '../visibility/source.visibility';
import type { ExportTable } from './export-column';
import { createFactExport } from './export-facts';

/** Everything that is exported as of a moment. */
export const createExportLoaders = (
  db: EntityManager,
  visible: Visible,
  moment: Moment,
  loaders: Parameters<typeof createFactExport>[3],
) => {
  const { exportedFacts, changedFacts } = createFactExport(db, visible, moment, loaders);
  return {
    /** A table with the rows that match, or those that have changed since a moment. Rejects with BAD_USER_INPUT for a filter that can never match. */
    exportedTable: async (
      table: ExportRequest['table'],
      filter: object | null,
      since: Date | null,
    ): Promise<ExportTable> => {
      if (table === 'facts')
        return since ? changedFacts(filter as FactFilter, since) : exportedFacts(filter as FactFilter);
      throw badArgument(['table'], `There is no export of ${table}.`, ['facts']);
    },
  };
};
