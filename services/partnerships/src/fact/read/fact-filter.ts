import { badUserInput, boundedText, escapeLike, matchKey, MAX_SEARCH_TEXT } from '@wizness/kernel';
import type { SelectQueryBuilder } from 'typeorm';
import type { Visible } from '../../visibility/source.visibility';
import type { FactFilter } from './fact-filter.types';
import type { Fact } from '../fact.entity';
import { Confidence, FactStatus } from '../fact.enums';

const MAXIMUM_DEPTH = 5;
const MAXIMUM_FILTERS = 50;
const MAXIMUM_VALUES = 100;

/** Most certain first. */
const CONFIDENCES = Object.values(Confidence);

const patternFor = (text: string): string => `%${escapeLike(matchKey(text))}%`;

/** Translates a filter to a condition on `fact`. Parameter names are numbered across nested filters. */
class FilterTranslator {
  readonly parameters: Record<string, unknown> = {};
  private filters = 0;

  constructor(private readonly visible: Visible) {}

  translate(filter: FactFilter, depth = 1): string {
    this.filters += 1;
    if (depth > MAXIMUM_DEPTH)
      throw badUserInput(`Filters may be nested ${MAXIMUM_DEPTH} deep at most. Flatten this one.`);
    if (this.filters > MAXIMUM_FILTERS) {
      throw badUserInput(`A filter may contain ${MAXIMUM_FILTERS} filters at most. Use lists such as \`subjectIds\`.`);
    }
    const conditions = [...this.ownConditions(filter), ...this.nested(filter, depth + 1)];
    return conditions.map((condition) => `(${condition})`).join(' AND ') || 'TRUE';
  }

  private ownConditions(filter: FactFilter): string[] {
    const { subjectIds, properties, measures, ranks, statuses, minConfidence, sourceIds } = filter;
    const { valueGte, valueLte, unit, validIn, country, hasIssues, text } = filter;
    const accepted = minConfidence && CONFIDENCES.slice(0, CONFIDENCES.indexOf(minConfidence) + 1);
    const given: (string | null | false | undefined)[] = [
      subjectIds && this.among('fact.subjectId', subjectIds),
      properties && this.among('fact.propertyKey', properties),
      measures && this.among('fact.measure', measures),
      ranks && this.among('fact.rank', ranks),
      statuses && this.among('fact.status', statuses),
      accepted && this.among('fact.confidence', accepted),
      sourceIds && this.citedFrom(sourceIds),
      valueGte != null && `coalesce(fact.amount, fact.lower) >= ${this.parameter(valueGte)}`,
      valueLte != null && `coalesce(fact.amount, fact.upper) <= ${this.parameter(valueLte)}`,
      unit != null && `fact.unitCode = ${this.parameter(unit)}`,
      country != null && `fact.country = ${this.parameter(country)}`,
      hasIssues != null && `(fact.issues <> '[]') = ${this.parameter(hasIssues)}`,
      text != null && this.containsText(text),
      validIn && 'fact.validEarliest IS NOT NULL OR fact.validLatest IS NOT NULL',
      validIn?.from && `coalesce(fact.validLatest, 'infinity') >= ${this.parameter(validIn.from)}`,
      validIn?.to && `coalesce(fact.validEarliest, '-infinity') <= ${this.parameter(validIn.to)}`,
    ];
    return given.filter((condition): condition is string => Boolean(condition));
  }

  private nested({ and, or, not }: FactFilter, depth: number): string[] {
    const translateAll = (filters: readonly FactFilter[], join: string): string =>
      filters.map((filter) => `(${this.translate(filter, depth)})`).join(` ${join} `) || 'FALSE';
    return [
      ...(and ? [translateAll(and, 'AND')] : []),
      ...(or ? [translateAll(or, 'OR')] : []),
      // A condition that does not apply to a fact (the amount of a text) is null in SQL and counts as false.
      ...(not ? [`(${this.translate(not, depth)}) IS NOT TRUE`] : []),
    ];
  }

  private citedFrom(ids: readonly string[]): string {
    const reported = `${this.among('citation.reported_source_id', ids)} AND ${this.visible.textOf('citation.reported_source_id')}`;
    return this.cited(`${this.among('citation.source_id', ids)} OR (${reported})`);
  }

  private containsText(text: string): string {
    const pattern = this.parameter(patternFor(boundedText(text, MAX_SEARCH_TEXT, 'search text')));
    const visible = this.visible.textOf('citation.source_id');
    // Two index scans. An EXISTS in an OR would read every fact.
    return `fact.id IN (
      SELECT matching.id FROM facts matching WHERE matching.words LIKE ${pattern}
      UNION ALL
      SELECT citation.fact_id FROM citations citation WHERE citation.words LIKE ${pattern} AND ${visible})`;
  }

  /** A fact is never found by quotes or sources that the viewer may not see. */
  private cited(condition: string): string {
    const visible = this.visible.textOf('citation.source_id');
    return `EXISTS (SELECT FROM citations citation WHERE citation.fact_id = fact.id AND ${visible} AND (${condition}))`;
  }

  private among(column: string, values: readonly string[]): string {
    if (values.length > MAXIMUM_VALUES) {
      throw badUserInput(
        `A list in a filter has ${MAXIMUM_VALUES} values at most, not ${values.length}. Use several queries.`,
      );
    }
    if (values.length === 0) return 'FALSE';
    return `${column} IN (:...${this.name(values)})`;
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

/** Whether a filter, or one inside it, asks for statuses. */
const namesStatuses = ({ statuses, and, or, not }: FactFilter): boolean =>
  Boolean(statuses) || [...(and ?? []), ...(or ?? []), ...(not ? [not] : [])].some(namesStatuses);

/**
 * Adds `filter` to a query over `fact`. Retracted facts are left out unless the filter names statuses. Throws
 * BAD_USER_INPUT if it is nested too deep or contains too many filters.
 */
export const whereFacts = (
  query: SelectQueryBuilder<Fact>,
  filter: FactFilter | null | undefined,
  visible: Visible,
): SelectQueryBuilder<Fact> => {
  const translator = new FilterTranslator(visible);
  // First, because it bounds the depth.
  if (filter) query.andWhere(`(${translator.translate(filter)})`, translator.parameters);
  return filter && namesStatuses(filter) ? query : query.andWhere(`fact.status <> '${FactStatus.RETRACTED}'`);
};
