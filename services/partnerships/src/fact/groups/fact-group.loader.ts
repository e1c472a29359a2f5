import {
  byKey,
  checkKnown,
  checkList,
  type Connection,
  countedByKey,
  fetchPage,
  fetchRawPage,
  loaderPerArguments,
  readPage,
} from '@wizness/kernel';
import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { PropertyLoaders } from '../../property/property.loader';
import { asOf, type Moment } from '../../time/moment';
import type { Visible } from '../../visibility/source.visibility';
import { CurrentFact } from '../current/current-fact.entity';
import { factRowsOf } from '../current/current-facts';
import { Fact } from '../fact.entity';
import { convertibleUnits, FACTOR_OF_FACT, factorOf } from '../read/convertible-units';
import { namesInFilter } from '../read/fact-filter';
import type { FactLoaders } from '../read/fact.loader';
import { FactOrder, factOrder } from '../read/fact-order';
import type { FactGroupsArguments } from './fact-group.arguments';
import { FactGroupOrder, REASONS } from './fact-group.enums';
import { FactGroup, type LazyFigures } from './fact-group.types';
import { groupKeysOf } from './group-keys';
import { baseColumns, type Conversion, decidedColumns, NO_CONVERSION, type RowsOptions, rowsSql } from './group-rows';
import { groupOrder, type GroupRow, groupsSql, spreadRows, tokenOf } from './group-statement';

const MAX_KEYS = 4;

const isNotZero = ({ count }: { readonly count: number }): boolean => count > 0;

const toGroup = (row: GroupRow, keys: readonly FactGroup['keys'][number]['key'][], lazy: LazyFigures): FactGroup => {
  const counts = row.excluded.map(Number);
  const group = Object.assign(new FactGroup(), {
    keys: keys.map((key, index) => ({ key, value: row.keys[index] ?? null })),
    count: Number(row.count),
    subjects: Number(row.subjects),
    sum: row.has_sum ? { lower: row.sum_lower, upper: row.sum_upper, approximate: row.approximate === true } : null,
    min: row.min,
    max: row.max,
    average: row.average,
    excluded: counts.reduce((sum, count) => sum + count, 0),
    unitCode: row.unit,
    propertyKey: row.property_key,
    token: row.token,
    lazy,
  });
  const exclusions = REASONS.map((reason, index) => ({ reason, count: counts[index] ?? 0, group })).filter(isNotZero);
  return Object.assign(group, { exclusions });
};

/** Whether it is stored of a current fact if it counts for a viewer. */
const undecidedFor = ({ isPublic }: Visible): string =>
  isPublic ? 'fact.left_out IS NULL' : '(fact.left_out IS NULL OR fact.depends_on_viewer)';

/** Facts added up, as of a moment, of those that the viewer may see. */
export const createGroupLoaders = (
  db: EntityManager,
  visible: Visible,
  moment: Moment,
  loaders: Pick<FactLoaders, 'filterOf'> & Pick<PropertyLoaders, 'vocabulary'>,
) => {
  const at = asOf(moment);

  /** Throws BAD_USER_INPUT for a unit that does not exist. */
  const conversionTo = async (convertTo: string | null | undefined) => {
    if (convertTo == null) return { conversion: NO_CONVERSION, parameters: {} };
    const { units } = await loaders.vocabulary();
    const known = units.map(({ code }) => code);
    checkKnown({ what: 'unit', argument: ['convertTo'], given: [convertTo], known, list: 'units' });
    const convertible = convertibleUnits(convertTo, units);
    const factor = factorOf(convertTo, units);
    const conversion: Conversion = {
      unit: `CASE WHEN fact.unit_code = ANY(:convertible) THEN :convertTo ELSE fact.unit_code END`,
      factor: factor === null ? null : FACTOR_OF_FACT,
      isOther: 'fact.unit_code IS NOT NULL AND fact.unit_code <> ALL(:convertible)',
      divisor: factor === null ? null : 'CAST(:factor AS numeric)',
    };
    return { conversion, parameters: { convertTo, convertible, factor } };
  };

  /** What each statement about the groups of the same arguments is made of. */
  const readArguments = async ({ by, filter, convertTo }: Pick<FactGroupsArguments, 'by' | 'filter' | 'convertTo'>) => {
    const keys = groupKeysOf(checkList(by, ['by'], MAX_KEYS), visible);
    const where = await loaders.filterOf(filter);
    const { conversion, parameters } = await conversionTo(convertTo);
    const names = { statuses: namesInFilter(filter, 'statuses'), ranks: namesInFilter(filter, 'ranks') };
    const { entity, holds, ...place } = factRowsOf(at, { isFiltered: filter != null });
    // What is stored is that of all facts as they are stated, in the cells of a subject.
    const isStored = entity === CurrentFact && convertTo == null && keys.ofCell.length === 0;
    const options: RowsOptions = {
      ...{ ...place, keys, conversion, isStored },
      ...{ namesStatuses: names.statuses, namesRanks: names.ranks },
    };
    const factsThat = (condition: string, columns: Record<string, string>): SelectQueryBuilder<Fact | CurrentFact> => {
      const facts = where(
        db
          .createQueryBuilder<Fact | CurrentFact>(entity, 'fact')
          .leftJoin('identities', 'identity', 'identity.id = fact.subject_id')
          .where(visible.fact('fact'), visible.parameters)
          .andWhere(holds('fact'), at.parameters)
          .andWhere(condition),
      ).select([]);
      for (const [name, sql] of Object.entries(columns)) facts.addSelect(sql, name);
      return facts;
    };
    const undecided = undecidedFor(visible);
    const base = factsThat(isStored ? undecided : 'TRUE', baseColumns(options));
    const decided = isStored ? factsThat(`NOT ${undecided}`, decidedColumns(options)).getQuery() : null;
    const rows = rowsSql({ base: base.getQuery(), decided }, options);
    const all = { ...base.getParameters(), ...parameters };
    return {
      options,
      /** SQL of `select` over `rows`. */
      sqlOf: (select: string): string => `(WITH ${rows} ${select})`,
      parameters: all,
      query: (select: string): SelectQueryBuilder<ObjectLiteral> =>
        db.createQueryBuilder().select('*').from(`(WITH ${rows} ${select})`, 'grouped').setParameters(all),
    };
  };

  const lazyFigures = ({
    options: { keys, conversion, handle, table },
    sqlOf,
    query,
    parameters,
  }: Awaited<ReturnType<typeof readArguments>>): LazyFigures => {
    const marked = `SELECT ${tokenOf(keys)} AS token, tid, lo, hi, left_out FROM ${spreadRows(keys, { handle, table })}`;
    const sources = countedByKey<string>((tokens) =>
      query(`SELECT token AS key, count(DISTINCT coalesce(citation.origin_key, citation.source_id)) AS count
        FROM (${marked}) marked JOIN ${table} cited ON cited.${handle} = marked.tid JOIN citations citation ON citation.fact_id = cited.id
        WHERE marked.left_out IS NULL AND token = ANY(:tokens) GROUP BY token`)
        .setParameters({ tokens })
        .getRawMany<{ key: string; count: string }>(),
    );
    const percentiles = loaderPerArguments((p: number) =>
      byKey(
        (tokens: readonly string[]) =>
          query(`SELECT token, trim_scale(percentile_disc(CAST(:p AS double precision) / 100) WITHIN GROUP (ORDER BY lo)
              ${conversion.divisor === null ? '' : `/ ${conversion.divisor}`}) AS value
            FROM (${marked}) marked WHERE left_out IS NULL AND lo = hi AND token = ANY(:tokens) GROUP BY token`)
            .setParameters({ tokens, p })
            .getRawMany<{ token: string; value: string }>(),
        ({ token }) => token,
      ),
    );
    return {
      sources: (token) => sources.load(token),
      percentile: async (token, p) => (await percentiles(p).load(token))?.value ?? null,
      excluded: (token, reason, args) => {
        const order = factOrder(FactOrder.SUBJECT, null);
        const left = `SELECT tid FROM (${marked}) marked WHERE token = :token AND left_out = :reason`;
        const facts = db
          .createQueryBuilder(Fact, 'fact')
          .where(
            `fact.id = ANY(ARRAY(SELECT chosen.id FROM ${sqlOf(left)} left_out JOIN ${table} chosen ON chosen.${handle} = left_out.tid))`,
          )
          .setParameters({ ...parameters, token, reason: REASONS.indexOf(reason) + 1 });
        return fetchPage(facts, order, readPage(args, order));
      },
    };
  };

  return {
    /** Throws BAD_USER_INPUT for too many keys, and for a filter or unit that can never match. */
    listGroups: async ({ orderBy, first, after, ...args }: FactGroupsArguments): Promise<Connection<FactGroup>> => {
      const read = await readArguments(args);
      const order = groupOrder(orderBy ?? FactGroupOrder.COUNT, read.options.keys);
      const page = readPage({ first: first ?? null, after: after ?? null }, order);
      const rows = await fetchRawPage<GroupRow>(read.query(groupsSql(read.options)), order, page);
      const lazy = lazyFigures(read);
      return rows.map((row) => toGroup(row, read.options.keys.keys, lazy));
    },
  };
};
