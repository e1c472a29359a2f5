import { escapeLike, fuzzyDateInRange, instantInRange, matchKey } from '@wizness/kernel';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { UnitRow } from '../../property/unit.entity';
import { SUBJECT_PREFIXES } from '../../subject/subject.enums';
import type { Visible } from '../../visibility/source.visibility';
import { Confidence, FactStatus } from '../fact.enums';
import { convertibleUnits, FACTOR_OF_FACT, factorOf } from './convertible-units';
import type { FactFilter } from './fact-filter.types';

/** Most certain first. */
const CONFIDENCES = Object.values(Confidence);

const patternFor = (text: string): string => `%${escapeLike(matchKey(text))}%`;

/** Translates a checked filter to a condition on `fact`. Parameter names are numbered across nested filters. */
class FilterTranslator {
  readonly parameters: Record<string, unknown> = {};

  constructor(
    private readonly visible: Visible,
    private readonly units: readonly UnitRow[],
  ) {}

  translate(filter: FactFilter): string {
    const conditions = [...this.about(filter), ...this.values(filter), ...this.times(filter), ...this.nested(filter)];
    return conditions.map((condition) => `(${condition})`).join(' AND ') || 'TRUE';
  }

  private about(filter: FactFilter): string[] {
    const { ids, subjectIds, subjectKinds, properties, measures, presences, ranks, statuses, minConfidence } = filter;
    const { sourceIds, postIds, topicSlugs, country, hasIssues, issueCodes, text } = filter;
    const accepted = minConfidence && CONFIDENCES.slice(0, CONFIDENCES.indexOf(minConfidence) + 1);
    const prefixes = subjectKinds?.map((kind) => SUBJECT_PREFIXES[kind]);
    return given([
      ids && this.among('fact.id', ids),
      subjectIds && this.among('fact.subjectId', subjectIds),
      prefixes && this.among(`split_part(fact.subjectId, '_', 1)`, prefixes),
      properties && this.among('fact.propertyKey', properties),
      measures && this.among('fact.measure', measures),
      presences && this.among('fact.presence', presences),
      ranks && this.among('fact.rank', ranks),
      statuses && this.among('fact.status', statuses),
      accepted && this.among('fact.confidence', accepted),
      sourceIds && this.citedFrom(sourceIds),
      postIds && this.citing(this.among('cited.cited_id', postIds)),
      topicSlugs &&
        this.citing(`cited.cited_id IN (
          SELECT tagged.post_id FROM post_topics tagged WHERE ${this.among('tagged.topic_slug', topicSlugs)})`),
      country != null && `fact.country = ${this.parameter(country)}`,
      hasIssues != null && `fact.issues ${hasIssues ? '<>' : '='} '[]'`,
      issueCodes &&
        `fact.issues <> '[]' AND EXISTS (SELECT FROM jsonb_array_elements(fact.issues) issue WHERE ${this.among(`issue ->> 'code'`, issueCodes)})`,
      text != null && this.containsText(text),
    ]);
  }

  private values({ valueGte, valueLte, unit, valueIds, valueDate, saidByIds }: FactFilter): string[] {
    const isRange = valueGte != null || valueLte != null;
    const units = unit == null ? null : isRange ? convertibleUnits(unit, this.units) : [unit];
    // Without a unit, the numbers are compared as they are.
    const factor = units && units.length > 1 ? factorOf(unit, this.units) : null;
    const compared = (end: string) => `coalesce(fact.amount, ${end})${factor === null ? '' : ` * ${FACTOR_OF_FACT}`}`;
    const number = (value: string) => `CAST(${this.parameter(value)} AS numeric)`;
    const bound = (value: string) => (factor === null ? number(value) : `${number(value)} * ${number(factor)}`);
    return given([
      units && this.among('fact.unitCode', units),
      valueGte != null && `${compared('fact.lower')} >= ${bound(valueGte)}`,
      valueLte != null && `${compared('fact.upper')} <= ${bound(valueLte)}`,
      valueIds && this.among('fact.entityId', valueIds),
      saidByIds && this.among('fact.saidById', saidByIds),
      ...(valueDate ? this.overlaps('fact.dateEarliest', 'fact.dateLatest', valueDate) : []),
    ]);
  }

  private times({ validIn, due, recordedAt }: FactFilter): string[] {
    return [
      ...(validIn ? this.overlaps('fact.fromEarliest', 'fact.toLatest', validIn) : []),
      ...(due ? this.overlaps('fact.dueEarliest', 'fact.dueLatest', due) : []),
      ...(recordedAt ? instantInRange('fact.knownFrom', recordedAt, (day) => this.parameter(day)) : []),
    ];
  }

  private nested({ and, or, not }: FactFilter): string[] {
    const translateAll = (filters: readonly FactFilter[], join: string): string =>
      filters.map((filter) => `(${this.translate(filter)})`).join(` ${join} `) || 'FALSE';
    return [
      ...(and ? [translateAll(and, 'AND')] : []),
      ...(or ? [translateAll(or, 'OR')] : []),
      // A condition that does not apply to a fact (the amount of a text) is null in SQL and counts as false.
      ...(not ? [`(${this.translate(not)}) IS NOT TRUE`] : []),
    ];
  }

  private overlaps(earliest: string, latest: string, range: { from?: string | null; to?: string | null }): string[] {
    return fuzzyDateInRange({ earliest, latest }, range, (day) => this.parameter(day));
  }

  private citedFrom(ids: readonly string[]): string {
    // A publication that a visible source reports on may itself be hidden.
    return this.citing(`${this.among('cited.cited_id', ids)} AND ${this.visible.sourceById('cited.cited_id')}`);
  }

  private containsText(text: string): string {
    const pattern = this.parameter(patternFor(text));
    const visible = this.visible.sourceById('citation.source_id');
    // Two index scans. An EXISTS in an OR would read every fact.
    return `fact.id IN (
      SELECT matching.id FROM facts matching WHERE matching.words LIKE ${pattern}
      UNION ALL
      SELECT citation.fact_id FROM citations citation WHERE citation.words LIKE ${pattern} AND ${visible})`;
  }

  /** A fact is never found by sources that the viewer may not see. */
  private citing(condition: string): string {
    return `fact.id IN (
      SELECT cited.fact_id FROM cited_facts cited WHERE ${condition} AND ${this.visible.citedFact('cited')})`;
  }

  private among(column: string, values: readonly string[]): string {
    return values.length === 0 ? 'FALSE' : `${column} IN (:...${this.name(values)})`;
  }

  private parameter(value: unknown): string {
    return `:${this.name(value)}`;
  }

  private name(value: unknown): string {
    const name = `filter${Object.keys(this.parameters).length}`;
    this.parameters[name] = value;
    return name;
  }
}

const given = (conditions: readonly (string | null | false | undefined)[]): string[] =>
  conditions.filter((condition): condition is string => Boolean(condition));

/** Whether a filter, or one inside it, has this condition. */
export const namesInFilter = (filter: FactFilter | null | undefined, condition: 'statuses' | 'ranks'): boolean => {
  if (!filter) return false;
  const { and, or, not } = filter;
  const inside = [...(and ?? []), ...(or ?? []), ...(not ? [not] : [])];
  return Boolean(filter[condition]) || inside.some((each) => namesInFilter(each, condition));
};

/** Adds a filter that `checkFactFilter` accepted to a query over `fact`. `units` are all units, for conversions. */
export const whereVersions = <Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  filter: FactFilter | null | undefined,
  visible: Visible,
  units: readonly UnitRow[],
): SelectQueryBuilder<Row> => {
  const translator = new FilterTranslator(visible, units);
  return filter ? query.andWhere(`(${translator.translate(filter)})`, translator.parameters) : query;
};

/** As {@link whereVersions}, without retracted facts unless the filter names statuses. */
export const whereFacts: typeof whereVersions = (query, filter, visible, units) => {
  whereVersions(query, filter, visible, units);
  return namesInFilter(filter, 'statuses') ? query : query.andWhere(`fact.status <> '${FactStatus.RETRACTED}'`);
};
