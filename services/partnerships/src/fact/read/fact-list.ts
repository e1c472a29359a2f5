import { type Connection, fetchPage, type Loader, loaderPerArguments, pagedByKey, readPage } from '@wizness/kernel';
import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { KnownVocabulary } from '../../property/property.loader';
import type { IdentityLoaders } from '../../subject/merge/identity.loader';
import type { FactSubject } from '../../subject/subject.types';
import type { asOf } from '../../time/moment';
import { CitedFact } from '../../visibility/cited-fact.entity';
import type { Visible } from '../../visibility/source.visibility';
import { Fact } from '../fact.entity';
import { checkFactFilter, flattenFilter, namedValues } from './check-fact-filter';
import { whereFacts, whereVersions } from './fact-filter';
import type { FactFilter } from './fact-filter.types';
import type { FactsArguments, FactsOfArguments } from './fact.arguments';
import { FactOrder, factOrder } from './fact-order';

interface Known extends Pick<IdentityLoaders, 'membersOf'> {
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
  const whole = filter && (await withMembers(filter, known.membersOf));
  return <Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>) => where(query, whole, visible, units);
};

/** The filter with all ids of each subject that it names, so that it finds what is stated of any of them. */
const withMembers = async (filter: FactFilter, membersOf: Known['membersOf']): Promise<FactFilter> => {
  const { subjectIds, valueIds, saidByIds, and, or, not } = filter;
  const all = (filters: readonly FactFilter[]) => Promise.all(filters.map((each) => withMembers(each, membersOf)));
  return {
    ...filter,
    ...(subjectIds && { subjectIds: await membersOf(subjectIds) }),
    ...(valueIds && { valueIds: await membersOf(valueIds) }),
    ...(saidByIds && { saidByIds: await membersOf(saidByIds) }),
    ...(and && { and: await all(and) }),
    ...(or && { or: await all(or) }),
    ...(not && { not: await withMembers(not, membersOf) }),
  };
};

/** A subject, with what was merged into it if it is of a kind that can be merged. */
type Subject = Pick<FactSubject, 'id'> & { readonly mergedIds?: readonly string[] };

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
    /** Facts about a subject, and about what was merged into it. */
    factsOfSubject: loaderPerArguments(({ filter, orderBy, ...args }: FactsOfArguments) => {
      const order = factOrder(orderBy ?? FactOrder.SUBJECT, filter);
      const page = readPage(args, order);
      const filtered = readFilter(filter, visible, known);
      const pages = filtered.then((where) =>
        pagedByKey<Fact>({
          query: () => where(current()),
          parent: 'fact.subjectId',
          parentOf: (fact) => fact.subjectId,
          order,
          page,
        }),
      );
      return {
        load: async ({ id, mergedIds = [] }: Subject): Promise<Connection<Fact>> => {
          if (mergedIds.length === 0) return (await pages).load(id);
          const where = await filtered;
          const ids = [id, ...mergedIds];
          return fetchPage(
            where(current()).andWhere('fact.subjectId IN (:...subjectIds)', { subjectIds: ids }),
            order,
            page,
          );
        },
      };
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
