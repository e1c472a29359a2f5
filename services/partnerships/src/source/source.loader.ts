import {
  byKey,
  type Connection,
  type ForwardPageArguments,
  groupedByKey,
  loaderPerArguments,
  type Order,
  pagedByKey,
  readPage,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { Fact } from '../fact/fact.entity';
import type { FactLoaders } from '../fact/read/fact.loader';
import { Citation } from './citation.entity';
import { CitedFact } from '../visibility/cited-fact.entity';
import { Source } from './source.entity';
import type { Visible } from '../visibility/source.visibility';

const BY_SUBJECT: Order = {
  name: 'cited facts by subject',
  direction: 'ASC',
  keys: [
    { sql: 'cited.subjectId', type: 'text' },
    { sql: 'cited.propertyKey', type: 'text' },
    { sql: 'CAST(cited.measure AS text)', type: 'text' },
    { sql: 'cited.factId', type: 'text' },
  ],
};

const visibleCitations = (db: EntityManager, visible: Visible) =>
  db
    .createQueryBuilder(Citation, 'citation')
    .where(visible.textOf('citation.source_id'), visible.parameters)
    .orderBy('citation.documentKey')
    .addOrderBy('citation.position');

export const createSourceLoaders = (
  db: EntityManager,
  visible: Visible,
  { factById }: Pick<FactLoaders, 'factById'>,
) => {
  const citedFacts = loaderPerArguments((args: ForwardPageArguments) =>
    pagedByKey<CitedFact>({
      query: () =>
        db
          .createQueryBuilder(CitedFact, 'cited')
          .where(visible.citing('cited.fact_id', 'cited.cited_id'), visible.parameters),
      parent: 'cited.citedId',
      parentOf: (cited) => cited.citedId,
      order: BY_SUBJECT,
      page: readPage(args, BY_SUBJECT),
    }),
  );
  return {
    sourceById: byKey(
      (ids: readonly string[]) =>
        db
          .createQueryBuilder(Source, 'source')
          .where(visible.source('source.post_id'), visible.parameters)
          .andWhere('source.id IN (:...ids)', { ids })
          .getMany(),
      (source) => source.id,
    ),
    citationsByFactId: groupedByKey(
      (ids: readonly string[]) =>
        visibleCitations(db, visible).andWhere('citation.factId IN (:...ids)', { ids }).getMany(),
      (citation) => citation.factId ?? '',
    ),
    citationsByNameId: groupedByKey(
      (ids: readonly string[]) =>
        visibleCitations(db, visible).andWhere('citation.organisationNameId IN (:...ids)', { ids }).getMany(),
      (citation) => citation.organisationNameId ?? '',
    ),
    /** Current facts that cite a source, a post, or a publication, given by its id. Only citations that are visible count. */
    factsCitedFrom: (args: ForwardPageArguments) => ({
      load: async (id: string): Promise<Connection<Fact>> => {
        const page = await citedFacts(args).load(id);
        return page.map(({ factId }) => factById.load(factId));
      },
    }),
  };
};
