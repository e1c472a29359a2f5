import { type Connection, fetchPage, type Loader, loaderPerArguments, pagedByKey, readPage } from '@wizness/kernel';
import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { KnownVocabulary } from '../../property/property.loader';
import type { asOf } from '../../time/moment';
import { CitedFact } from '../../visibility/cited-fact.entity';
import type { Visible } from '../../visibility/source.visibility';
import { Fact } from '../fact.entity';
import { checkFactFilter, flattenFilter, namedValues } from './check-fact-filter';
import { whereFacts, whereVersions } from './fact-filter';
import type { FactFilter } from './fact-filter.types';
import type { FactsArguments, FactsOfArguments } from './fact.arguments';
import { FactOrder, factOrder } from './fact-order';

interface Known {
  readonly vocabulary: () => Promise<KnownVocabulary>;
  readonly knownTopics: () => Promise<readonly string[]>;
}

const NO_VOCABULARY: KnownVocabulary = { properties: [], units: [] };

/** Checks a filter, and returns what adds it to a query by `where`. Throws BAD_USER_INPUT with the path of what can never match. */
const readFilter = async (
  filter: FactFilter | null | undefined,
  visible: Visible,
  known: Known,
  where: typeof whereFacts = whereFacts,
) => {
  const filters = filter ? flattenFilter(filter) : [];
  const named = namedValues(filters.map(([each]) => each));
  const { properties, units } = named.vocabulary ? await known.vocabulary() : NO_VOCABULARY;
  const values = {
    properties: properties.map(({ key }) => key),
    units: units.map(({ code }) => code),
    topics: named.topics ? await known.knownTopics() : [],
  };
  for (const [each, path] of filters) checkFactFilter(each, path, values);
  return <Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>) => where(query, filter, visible, units);
};

type ByKey<Row> = Pick<Loader<string, Connection<Row>>, 'load'>;

/** Lists of facts as of a moment that the viewer may see: all, and those of each subject, source or post. */
export const createFactLists = (db: EntityManager, visible: Visible, at: ReturnType<typeof asOf>, known: Known) => {
  const current = () =>
    db
      .createQueryBuilder(Fact, 'fact')
      .where(visible.fact('fact'), visible.parameters)
      .andWhere(at.holds('fact'), at.parameters);
  const cited = () => db.createQueryBuilder(CitedFact, 'cited').where(visible.citedFact('cited'), visible.parameters);
  return {
    /** Checks a filter, and returns what adds it to a query over `fact`. Throws BAD_USER_INPUT with the path of what can never match. */
    filterOf: (filter: FactFilter | null | undefined) => readFilter(filter, visible, known),
    /**
     * Returns a function that finds which of these versions the viewer may see and the filter matches, retracted ones too. Throws
     * as `filterOf` does.
     */
    matchingVersions: async (filter: FactFilter | null | undefined) => {
      const where = await readFilter(filter, visible, known, whereVersions);
      return async (ids: readonly string[]): Promise<ReadonlySet<string>> => {
        if (ids.length === 0) return new Set();
        const query = db.createQueryBuilder(Fact, 'fact').where(visible.fact('fact'), visible.parameters);
        const found = await where(query.andWhere('fact.id IN (:...ids)', { ids }))
          .select('fact.id', 'id')
          .getRawMany<{ id: string }>();
        return new Set(found.map(({ id }) => id));
      };
    },
    listFacts: async ({ filter, orderBy, ...page }: FactsArguments): Promise<Connection<Fact>> => {
      const order = factOrder(orderBy ?? FactOrder.SUBJECT, filter);
      const where = await readFilter(filter, visible, known);
      return fetchPage(where(current()), order, readPage(page, order));
    },
    factsOfSubject: loaderPerArguments(({ filter, orderBy, ...args }: FactsOfArguments): ByKey<Fact> => {
      const order = factOrder(orderBy ?? FactOrder.SUBJECT, filter);
      const page = readPage(args, order);
      const pages = readFilter(filter, visible, known).then((where) =>
        pagedByKey<Fact>({
          query: () => where(current()),
          parent: 'fact.subjectId',
          parentOf: (fact) => fact.subjectId,
          order,
          page,
        }),
      );
      return { load: async (id) => (await pages).load(id) };
    }),
    /** Facts that cite a source, a post, or a publication, given by its id. Only citations that are visible count. */
    citedFacts: loaderPerArguments(({ filter, orderBy, ...args }: FactsOfArguments): ByKey<CitedFact> => {
      const order = factOrder(orderBy ?? FactOrder.SUBJECT, filter, 'cited');
      const page = readPage(args, order);
      // The table of cited facts alone answers a list that is not filtered and in its own order.
      const isPlain = filter == null && (orderBy ?? FactOrder.SUBJECT) === FactOrder.SUBJECT;
      const pages = readFilter(filter, visible, known).then((where) =>
        pagedByKey<CitedFact>({
          query: () =>
            isPlain
              ? cited().andWhere('NOT cited.retracted')
              : where(cited().innerJoin(Fact, 'fact', 'fact.id = cited.factId')),
          parent: 'cited.citedId',
          parentOf: (each) => each.citedId,
          isView: at.isPast,
          order,
          page,
        }),
      );
      return { load: async (id) => (await pages).load(id) };
    }),
  };
};
