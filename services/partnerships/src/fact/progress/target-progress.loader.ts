import {
  checkKnown,
  checkList,
  type Clock,
  type Connection,
  fetchRawPage,
  groupedByKey,
  loaderPerArguments,
  type Order,
  readPage,
} from '@wizness/kernel';
import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { PropertyLoaders } from '../../property/property.loader';
import { joinedHome, membersOf } from '../../subject/merge/home';
import type { IdentityLoaders } from '../../subject/merge/identity.loader';
import { asOf, type Moment } from '../../time/moment';
import type { Visible } from '../../visibility/source.visibility';
import type { CurrentFact } from '../current/current-fact.entity';
import { factRowsOf } from '../current/current-facts';
import { Fact } from '../fact.entity';
import type { FactLoaders } from '../read/fact.loader';
import { measureProgress, type Measured } from './measure-progress';
import type { TargetProgressArguments } from './target-progress.arguments';
import { TargetProgress } from './target-progress.types';

/** The most targets of one programme. */
const MAX_TARGETS = 100;

const ORDER: Order = {
  name: 'targets',
  direction: 'ASC',
  keys: [
    { sql: 'subject_id', type: 'text' },
    { sql: 'property_key', type: 'text' },
    { sql: 'due', type: 'date' },
    { sql: 'id', type: 'text' },
  ],
};

/** Columns of a target that {@link ORDER} sorts by. */
const PLACE = {
  id: 'fact.id',
  subject_id: 'fact.subject_id',
  property_key: 'fact.property_key',
  due: `coalesce(fact.due_earliest, fact.due_latest, date '9999-12-31')`,
};

/** Facts that count: quantities that nobody withdrew, disputed or set aside. */
const counts = (alias: string): string =>
  `${alias}.unit_code IS NOT NULL AND ${alias}.status NOT IN ('DISPUTED', 'RETRACTED') AND ${alias}.rank <> 'DEPRECATED'`;

/** The subject of `target`, as stated, and as merged: the planner reads much more for a list of ids. */
const OWN_SUBJECT = 'fact.subject_id = target.subject_id';
const ANY_SUBJECT = `fact.subject_id = ANY(${membersOf('ARRAY[target.subject_id]')})`;

/** The facts of like limits about the same thing as `target`. */
const SAME = `fact.property_key = target.property_key AND fact.unit_code = target.unit_code
  AND fact.country IS NOT DISTINCT FROM target.country AND fact.dimension_values = target.dimension_values`;

/** The last day on which a source of `target` was published: a baseline of that time is the one that was meant. */
const STATED_ON = `(SELECT max(source.published_latest) FROM citations citation
  JOIN sources source ON source.id = coalesce(citation.reported_source_id, citation.source_id)
  WHERE citation.fact_id = target.id)`;

/** Targets that may be due on the same day are one: the best of them. A fact is left out only for one that is kept. */
const KEPT = `keep_apart(daterange(fact.due_earliest, fact.due_latest, '[]')) OVER (
  PARTITION BY ${joinedHome('identity', 'fact.subject_id')}, fact.property_key, fact.unit_code, fact.country, fact.dimension_values
  ORDER BY fact.rank, fact.approximate, fact.confidence, fact.known_from DESC, fact.id ROWS UNBOUNDED PRECEDING)`;

interface Found {
  readonly targetId: string;
  readonly baselineId: string | null;
  readonly actualId: string | null;
  readonly inTimeId: string | null;
}

/** The value of a fact and the bounds of the day on which it begins to hold. */
const measured = ({ amount, lower, upper, validFrom }: Fact): Measured => ({
  lower: amount ?? lower,
  upper: amount ?? upper,
  earliest: validFrom?.earliest ?? null,
  latest: validFrom?.latest ?? null,
});

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** Targets as they were known at a moment, with what was reached up to its day. The day is not a filter: it may be after all values. */
export const createTargetLoaders = (
  db: EntityManager,
  visible: Visible,
  moment: Moment,
  {
    loaders,
    clock,
  }: {
    readonly loaders: Pick<FactLoaders, 'factsByIds' | 'filterOf'> &
      Pick<IdentityLoaders, 'membersOf'> &
      Pick<PropertyLoaders, 'propertyByKey' | 'vocabulary'>;
    readonly clock: Clock;
  },
) => {
  const at = asOf(moment);
  const day = moment.validAt ?? dayOf(moment.knownAt ?? clock.now());

  /** Those of the targets that `addTo` leaves which are kept, with their places in the list. `hasFilter`: it reads other columns. */
  const keptTargets = (
    addTo: <Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>) => SelectQueryBuilder<Row>,
    { hasFilter }: { readonly hasFilter: boolean },
  ): SelectQueryBuilder<ObjectLiteral> => {
    const { entity, known } = factRowsOf(at, { isFiltered: hasFilter });
    const targets = db
      .createQueryBuilder<Fact | CurrentFact>(entity, 'fact')
      .leftJoin('identities', 'identity', 'identity.id = fact.subject_id')
      .where(`${visible.fact('fact')} AND ${known('fact')}`, { ...visible.parameters, ...at.parameters })
      .andWhere(`fact.measure = 'TARGET' AND ${counts('fact')}`);
    const query = addTo(targets).select([]).addSelect(KEPT, 'kept');
    for (const [name, sql] of Object.entries(PLACE)) query.addSelect(sql, name);
    return db
      .createQueryBuilder()
      .select('*')
      .from(`(${query.getQuery()})`, 'target')
      .where('target.kept')
      .setParameters(query.getParameters());
  };

  /** Whether no other subject is the same as one of these. */
  const areAlone = async (subjectIds: readonly string[]): Promise<boolean> => {
    const members = await Promise.all(subjectIds.map((id) => loaders.membersOf([id])));
    return members.every(({ length }) => length === 1);
  };

  /** The facts that each target is measured by, in one statement. */
  const findMeasures = async (targetFacts: readonly Fact[]): Promise<Found[]> => {
    const rows = factRowsOf(at, { isFiltered: false });
    const isAlone = await areAlone([...new Set(targetFacts.map(({ subjectId }) => subjectId))]);
    const same = `${isAlone ? OWN_SUBJECT : ANY_SUBJECT} AND ${SAME}`;
    const bestOf = (measure: string, condition: string, order: string): string =>
      `(SELECT fact.id FROM ${rows.table} fact WHERE ${same} AND fact.measure = '${measure}' AND ${counts('fact')}
        AND ${rows.known('fact')} AND ${visible.fact('fact')} AND ${condition} ORDER BY ${order} LIMIT 1)`;
    const lastOf = (condition: string): string =>
      bestOf(
        'ACTUAL',
        `coalesce(fact.from_earliest, '-infinity') <= CAST(:day AS date) AND ${condition}`,
        'fact.from_latest DESC NULLS LAST, fact.rank, fact.confidence, fact.known_from DESC, fact.id',
      );
    const ids = targetFacts.map(({ id }) => id);
    return db
      .createQueryBuilder(Fact, 'target')
      .select('target.id', 'targetId')
      .addSelect(
        bestOf(
          'BASELINE',
          `coalesce(fact.from_earliest, '-infinity') < coalesce(target.due_latest, 'infinity')`,
          `fact.rank, (coalesce(fact.from_earliest, '-infinity') <= coalesce(${STATED_ON}, 'infinity')) DESC,
            fact.from_latest DESC NULLS LAST, fact.confidence, fact.known_from DESC, fact.id`,
        ),
        'baselineId',
      )
      .addSelect(lastOf('TRUE'), 'actualId')
      .addSelect(
        lastOf(`coalesce(fact.from_earliest, '-infinity') <= coalesce(target.due_latest, 'infinity')`),
        'inTimeId',
      )
      .where('target.id IN (:...ids)', { ids })
      .setParameters({ ...visible.parameters, ...at.parameters, day })
      .getRawMany<Found>();
  };

  /** The progress of each of these targets, in their order. */
  const progressOf = async (targetIds: readonly string[]): Promise<TargetProgress[]> => {
    const facts = await loaders.factsByIds(targetIds);
    if (facts.length === 0) return [];
    const found = new Map((await findMeasures(facts)).map((each) => [each.targetId, each]));
    const ids = [...found.values()].flatMap(({ baselineId, actualId, inTimeId }) => [baselineId, actualId, inTimeId]);
    const known = await loaders.factsByIds([...new Set(ids.filter((id) => id !== null))]);
    const byId = new Map(known.map((fact) => [fact.id, fact]));
    return Promise.all(
      facts.map(async (targetFact) => {
        const { baselineId, actualId, inTimeId } = found.get(targetFact.id) ?? {};
        const [baselineFact, actualFact, inTime] = [baselineId, actualId, inTimeId].map(
          (id) => byId.get(id ?? '') ?? null,
        ) as [Fact | null, Fact | null, Fact | null];
        const property = await loaders.propertyByKey.load(targetFact.propertyKey);
        const progress = measureProgress({
          target: measured(targetFact),
          due: targetFact.due?.latest ?? null,
          baseline: baselineFact && measured(baselineFact),
          actual: actualFact && measured(actualFact),
          actualInTime: inTime && measured(inTime),
          higherIsBetter: property?.higherIsBetter ?? null,
          day,
        });
        return new TargetProgress({ targetFact, baselineFact, actualFact }, progress);
      }),
    );
  };

  const targetsOf = loaderPerArguments((properties: readonly string[] | null) =>
    groupedByKey(
      async (ids: readonly string[]) => {
        const ofProgrammes = <Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>): SelectQueryBuilder<Row> =>
          query
            .andWhere('fact.subject_id = ANY(:ids)', { ids })
            .andWhere(properties ? 'fact.property_key = ANY(:properties)' : 'TRUE', { properties });
        const kept = keptTargets(ofProgrammes, { hasFilter: false });
        for (const { sql } of ORDER.keys) kept.addOrderBy(sql);
        return progressOf((await kept.getRawMany<{ id: string }>()).map(({ id }) => id));
      },
      ({ targetFact }) => targetFact.subjectId,
    ),
  );

  const checkProperties = async (given: readonly string[]): Promise<void> => {
    const { properties } = await loaders.vocabulary();
    const known = properties.map(({ key }) => key);
    checkList(given, ['properties']);
    checkKnown({ what: 'property', argument: ['properties'], given, known, list: 'properties' });
  };

  return {
    listTargets: async ({ filter, ...args }: TargetProgressArguments): Promise<Connection<TargetProgress>> => {
      const page = readPage(args, ORDER);
      const where = await loaders.filterOf(filter);
      const kept = keptTargets(where, { hasFilter: filter != null });
      const connection = await fetchRawPage<{ id: string }>(kept, ORDER, page);
      const progress = await progressOf(connection.nodes.map(({ id }) => id));
      const byTarget = new Map(progress.map((each) => [each.targetFact.id, each]));
      return connection.map(({ id }) => byTarget.get(id) ?? null);
    },
    /** Targets of a programme, by property, then due date. At most 100. Throws BAD_USER_INPUT for an unknown property. */
    targetsOfProgramme: async (id: string, properties: readonly string[] | null): Promise<TargetProgress[]> => {
      if (properties) await checkProperties(properties);
      return (await targetsOf(properties).load(id)).slice(0, MAX_TARGETS);
    },
  };
};
