import { type Connection, fetchRawPage, type Order, readPage } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { joinedHome } from '../../subject/merge/home';
import { asOf, type Moment } from '../../time/moment';
import type { Visible } from '../../visibility/source.visibility';
import type { CurrentFact } from '../current/current-fact.entity';
import { factRowsOf } from '../current/current-facts';
import type { Fact } from '../fact.entity';
import { Confidence, FactRank } from '../fact.enums';
import type { FactLoaders } from '../read/fact.loader';
import type { Contradiction, ContradictionsArguments } from './contradiction.types';

const MAX_FACTS = 20;

const ORDER: Order = {
  name: 'contradictions',
  direction: 'ASC',
  keys: [
    { sql: 'contradicted.subject_id', type: 'text' },
    { sql: 'contradicted.property_key', type: 'text' },
  ],
};

const HOME = joinedHome('identity', 'fact.subject_id');

interface Row {
  readonly subject_id: string;
  readonly property_key: string;
  readonly ids: readonly string[];
}

const RANKS = Object.values(FactRank);
const CONFIDENCES = Object.values(Confidence);

const byRank = (a: Fact, b: Fact): number =>
  RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank) ||
  CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) ||
  a.knownFrom.getTime() - b.knownFrom.getTime() ||
  (a.id < b.id ? -1 : 1);

export const createContradictionLoaders = (
  db: EntityManager,
  visible: Visible,
  moment: Moment,
  loaders: Pick<FactLoaders, 'factsByIds' | 'filterOf'>,
) => {
  const at = asOf(moment);
  return {
    /** By subject and property. Only pairs of facts of which the viewer may see both. */
    listContradictions: async ({ filter, ...args }: ContradictionsArguments): Promise<Connection<Contradiction>> => {
      const page = readPage(args, ORDER);
      const where = await loaders.filterOf(filter);
      const isFiltered = filter != null;
      const facts = factRowsOf(at, { isFiltered });
      // Without a filter, all disputed facts are found by an index, once. OFFSET 0: they are not looked up for each pair.
      const [status, once] = at.isPast || isFiltered ? [`<> 'RETRACTED'`, ''] : [`= 'DISPUTED'`, ' OFFSET 0'];
      const isShown = (alias: string): string =>
        `${visible.fact(alias)} AND ${facts.holds(alias)} AND ${alias}.status ${status}`;
      const others = `(SELECT other.id FROM ${facts.table} other WHERE ${isShown('other')}${once})`;
      const pairs = where(
        db
          .createQueryBuilder<Fact | CurrentFact>(facts.entity, 'fact')
          .leftJoin('identities', 'identity', 'identity.id = fact.subject_id')
          .innerJoin('fact_contradictions', 'pair', 'pair.fact_id = fact.id')
          .innerJoin(others, 'other', 'other.id = pair.other_id')
          .where(isShown('fact'), { ...visible.parameters, ...at.parameters }),
      )
        .select(HOME, 'subject_id')
        .addSelect('fact.property_key', 'property_key')
        .addSelect('array_agg(fact.id) || array_agg(other.id)', 'ids')
        .groupBy(HOME)
        .addGroupBy('fact.property_key');
      const query = db
        .createQueryBuilder()
        .select('*')
        .from(`(${pairs.getQuery()})`, 'contradicted')
        .setParameters(pairs.getParameters());
      const contradictions = await fetchRawPage<Row>(query, ORDER, page);
      return contradictions.map(async ({ subject_id, property_key, ids }) => ({
        subjectId: subject_id,
        propertyKey: property_key,
        facts: (await loaders.factsByIds([...new Set(ids)])).toSorted(byRank).slice(0, MAX_FACTS),
      }));
    },
  };
};
