import { byKey, Connection, groupedByKey, loaderPerArguments, type Order, pagedByKey, readPage } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import type { CitedFactsArguments } from '../fact/fact.arguments';
import type { Fact } from '../fact/fact.entity';
import { DEFAULT_FACTS, type FactLoaders } from '../fact/fact.loader';
import { Citation } from './citation.entity';
import { CitedFact } from './cited-fact.entity';
import { Source } from './source.entity';

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

const IN_ORDER = { documentKey: 'ASC', position: 'ASC' } as const;

export const createSourceLoaders = (db: EntityManager, { factById }: Pick<FactLoaders, 'factById'>) => {
  const citedFacts = loaderPerArguments((args: CitedFactsArguments) =>
    pagedByKey<CitedFact>({
      query: () => db.createQueryBuilder(CitedFact, 'cited').where('TRUE'),
      parent: 'cited.citedId',
      parentOf: (cited) => cited.citedId,
      order: BY_SUBJECT,
      page: readPage(args, BY_SUBJECT, DEFAULT_FACTS),
    }),
  );
  const withFacts = async (page: Connection<CitedFact>): Promise<Connection<Fact>> => {
    const edges = await Promise.all(
      page.edges.map(async ({ node, cursor }) => ({ node: await factById.load(node.factId), cursor })),
    );
    const found = edges.flatMap(({ node, cursor }) => (node ? [{ node, cursor }] : []));
    return new Connection(found, page.pageInfo, () => page.totalCount);
  };
  return {
    sourceById: byKey(
      (ids: readonly string[]) => db.findBy(Source, { id: In([...ids]) }),
      (source) => source.id,
    ),
    citationsByFactId: groupedByKey(
      (ids: readonly string[]) => db.find(Citation, { where: { factId: In([...ids]) }, order: IN_ORDER }),
      (citation) => citation.factId ?? '',
    ),
    citationsByNameId: groupedByKey(
      (ids: readonly string[]) => db.find(Citation, { where: { organisationNameId: In([...ids]) }, order: IN_ORDER }),
      (citation) => citation.organisationNameId ?? '',
    ),
    /** Current facts that a source, or any source of a post, is cited for. */
    factsCitedFrom: (args: CitedFactsArguments) => ({
      load: async (id: string): Promise<Connection<Fact>> => withFacts(await citedFacts(args).load(id)),
    }),
  };
};

export type SourceLoaders = ReturnType<typeof createSourceLoaders>;
