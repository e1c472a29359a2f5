import { byKey, type Connection, groupedByKey, rowsByKey } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { Fact } from '../fact/fact.entity';
import type { FactsOfArguments } from '../fact/read/fact.arguments';
import type { FactLoaders } from '../fact/read/fact.loader';
import { Citation } from './citation.entity';
import { listSources } from './source-list';
import type { SourcesArguments } from './source-list.types';
import { Source } from './source.entity';
import type { SourceText } from './source-text';
import type { Visible } from '../visibility/source.visibility';

const citationsBy = (
  db: EntityManager,
  { sourceById: sql, parameters }: Visible,
  key: 'factId' | 'organisationNameId',
) =>
  groupedByKey(
    rowsByKey(db, Citation, key, {
      where: { table: 'citation', sql: sql('citation.source_id'), parameters },
      order: { documentKey: 'ASC', position: 'ASC' },
    }),
    (citation) => citation[key] ?? '',
  );

export const createSourceLoaders = (
  db: EntityManager,
  visible: Visible,
  { factById, citedFacts }: Pick<FactLoaders, 'factById' | 'citedFacts'>,
) => {
  return {
    listSources: (args: SourcesArguments) => listSources(db, visible, args),
    sourceById: byKey(
      rowsByKey(db, Source, 'id', {
        where: { table: 'source', sql: visible.source('source.post_id'), parameters: visible.parameters },
      }),
      (source) => source.id,
    ),
    /** The columns of the text alone. Null if the viewer may not read the text, although the source may be visible. */
    sourceTextById: byKey(
      (ids: readonly string[]): Promise<SourceText[]> =>
        db
          .createQueryBuilder(Source, 'source')
          .select(['source.id', 'source.sha256', 'source.text'])
          .where(visible.textOf('source.post_id'), visible.parameters)
          .andWhere('source.id IN (:...ids)', { ids })
          .getMany(),
      (source) => source.id,
    ),
    citationsByFactId: citationsBy(db, visible, 'factId'),
    citationsByNameId: citationsBy(db, visible, 'organisationNameId'),
    /** The facts of `citedFacts` themselves. */
    factsCitedFrom: (args: FactsOfArguments) => {
      const cited = citedFacts(args);
      return {
        load: async (id: string): Promise<Connection<Fact>> =>
          (await cited.load(id)).map(({ factId }) => factById.load(factId)),
      };
    },
  };
};

export type SourceLoaders = ReturnType<typeof createSourceLoaders>;
