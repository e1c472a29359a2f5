import type { ExportRequest } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { FactFilter } from '../fact/read/fact-filter.types';
import type { OrganisationFilter } from '../organisation/organisation-list.types';
import { NetworkLayout, WHOLE_NETWORK } from '../network/layout/network-layout.entity';
import { Source } from '../source/source.entity';
import type { Moment } from '../time/moment';
import type { Visible } from '../visibility/source.visibility';
import type { ExportTable } from './export-column';
import { createFactExport } from './export-facts';
import { createNetworkExport, type NetworkFilter } from './export-network';
import { createOrganisationExport } from './export-organisations';
import { namedSubjects } from './subject-name';

/** What rows are exported of. A package has all of them. */
export type ExportedTable = Exclude<ExportRequest['table'], 'package'>;

type Loaders = Parameters<typeof createFactExport>[3] & Parameters<typeof createNetworkExport>[3];

/** Everything that is exported as of a moment. */
export const createExportLoaders = (db: EntityManager, visible: Visible, moment: Moment, loaders: Loaders) => {
  const { exportedFact, exportedFacts, changedFacts } = createFactExport(db, visible, moment, loaders);
  const { exportedOrganisations } = createOrganisationExport(db, visible);
  const { exportedNetwork } = createNetworkExport(db, visible, moment, loaders);
  return {
    exportedFact,
    /** The text of a source. Null if there is none that the caller may read. */
    exportedText: async (id: string): Promise<string | null> => {
      const source = await db
        .createQueryBuilder(Source, 'source')
        .select('source.text', 'text')
        .where(visible.textOf('source.post_id'), visible.parameters)
        .andWhere('source.id = :id', { id })
        .getRawOne<{ text: string | null }>();
      return source?.text ?? null;
    },
    /** Ids, slugs and names of subjects. One that has no name at the moment is left out. */
    namedSubjects: (ids: readonly string[]): Promise<{ id: string; slug: string; name: string }[]> =>
      db.query(namedSubjects('$1'), [ids]),
    /** Where nodes of the network are drawn. Null before that is known. */
    networkLayout: (): Promise<NetworkLayout | null> => db.findOneBy(NetworkLayout, { id: WHOLE_NETWORK }),
    /**
     * A table with the rows that match `filter`, which is the one of the table; of facts, those that have changed since a
     * moment if one is given. Rejects with BAD_USER_INPUT for a filter that can never match.
     */
    exportedTable: async (table: ExportedTable, filter: object | null, since: Date | null): Promise<ExportTable> => {
      if (table === 'organisations') return exportedOrganisations(filter as OrganisationFilter | null);
      if (table === 'network') return exportedNetwork(filter as NetworkFilter | null);
      const ofFacts = filter as FactFilter | null;
      return since ? changedFacts(ofFacts, since) : exportedFacts(ofFacts);
    },
  };
};

export type ExportLoaders = ReturnType<typeof createExportLoaders>;
