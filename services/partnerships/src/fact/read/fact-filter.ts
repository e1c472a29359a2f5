import { badUserInput } from '@wizness/kernel';
import type { SelectQueryBuilder } from 'typeorm';
import type { Visible } from '../../visibility/source.visibility';
import type { FactFilter } from './fact-filter.types';
import type { Fact } from '../fact.entity';
import { Confidence } from '../fact.enums';

const MAXIMUM_DEPTH = 5;
const MAXIMUM_FILTERS = 50;

/** Surest first. */
const CONFIDENCES = Object.values(Confidence);

/** Either apostrophe is the straight one. */
const holds = (text: string, pattern: string): string => `replace(${text}, '\u2019', '''') ILIKE ${pattern}`;

const patternFor = (words: string): string =>
  `%${words
    .trim()
    .replaceAll('\u2019', "'")
    .replace(/[\\%_]/g, '\\$&')}%`;

/** Turns one filter into a condition on `fact`; parameters are numbered through, so that filters can nest. */
class FilterReader {
  readonly parameters: Record<string, unknown> = {};
  private filters = 0;

  constructor(private readonly visible: Visible) {}

  read(filter: FactFilter, depth = 1): string {
    this.filters += 1;
    if (depth > MAXIMUM_DEPTH) throw badUserInput(`Filters may nest ${MAXIMUM_DEPTH} deep at most; flatten this one.`);
    if (this.filters > MAXIMUM_FILTERS) {
      throw badUserInput(`A filter may hold ${MAXIMUM_FILTERS} filters at most; use lists such as \`subjectIds\`.`);
    }
    const conditions = [...this.ownConditions(filter), ...this.nested(filter, depth + 1)];
    return conditions.map((condition) => `(${condition})`).join(' AND ') || 'TRUE';
  }

  private ownConditions(filter: FactFilter): string[] {
    const { subjectIds, properties, measures, ranks, statuses, minConfidence, sourceIds } = filter;
    const { valueGte, valueLte, unit, validIn, country, hasIssues, text } = filter;
    const surer = minConfidence && CONFIDENCES.slice(0, CONFIDENCES.indexOf(minConfidence) + 1);
    const given: (string | null | false | undefined)[] = [
      subjectIds && this.among('fact.subjectId', subjectIds),
      properties && this.among('fact.propertyKey', properties),
      measures && this.among('fact.measure', measures),
      ranks && this.among('fact.rank', ranks),
      statuses && this.among('fact.status', statuses),
      surer && this.among('fact.confidence', surer),
      sourceIds && this.citedFrom(sourceIds),
      valueGte != null && `coalesce(fact.amount, fact.lower) >= ${this.parameter(valueGte)}`,
      valueLte != null && `coalesce(fact.amount, fact.upper) <= ${this.parameter(valueLte)}`,
      unit != null && `fact.unitCode = ${this.parameter(unit)}`,
      country != null && `fact.country = ${this.parameter(country)}`,
      hasIssues != null && `(fact.issues <> '[]') = ${this.parameter(hasIssues)}`,
      text != null && this.holdsText(text),
      validIn && 'fact.validEarliest IS NOT NULL OR fact.validLatest IS NOT NULL',
      validIn?.from && `coalesce(fact.validLatest, 'infinity') >= ${this.parameter(validIn.from)}`,
      validIn?.to && `coalesce(fact.validEarliest, '-infinity') <= ${this.parameter(validIn.to)}`,
    ];
    return given.filter((condition): condition is string => Boolean(condition));
  }

  private nested({ and, or, not }: FactFilter, depth: number): string[] {
    const readAll = (filters: readonly FactFilter[], join: string): string =>
      filters.map((filter) => `(${this.read(filter, depth)})`).join(` ${join} `) || 'FALSE';
    return [
      ...(and ? [readAll(and, 'AND')] : []),
      ...(or ? [readAll(or, 'OR')] : []),
      // What can not be told of a fact (the amount of a text) is not so.
      ...(not ? [`(${this.read(not, depth)}) IS NOT TRUE`] : []),
    ];
  }

  private citedFrom(ids: readonly string[]): string {
    const reported = `${this.among('citation.reported_source_id', ids)} AND ${this.visible.wordsOf('citation.reported_source_id')}`;
    return this.cited(`${this.among('citation.source_id', ids)} OR (${reported})`);
  }

  private holdsText(text: string): string {
    const pattern = this.parameter(patternFor(text));
    const places = ['fact.textValue', 'fact.raw'].map((column) => holds(column, pattern));
    return [...places, this.cited(holds('citation.quote', pattern))].join(' OR ');
  }

  /** A fact is not found by words, or by a source, that may not be seen. */
  private cited(condition: string): string {
    const seen = this.visible.wordsOf('citation.source_id');
    return `EXISTS (SELECT FROM citations citation WHERE citation.fact_id = fact.id AND ${seen} AND (${condition}))`;
  }

  private among(column: string, values: readonly string[]): string {
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

/** Adds what `filter` asks to a query over `fact`. Throws BAD_USER_INPUT for one that nests too deep or holds too much. */
export const whereFacts = (
  query: SelectQueryBuilder<Fact>,
  filter: FactFilter | null | undefined,
  visible: Visible,
): SelectQueryBuilder<Fact> => {
  if (!filter) return query;
  const reader = new FilterReader(visible);
  return query.andWhere(`(${reader.read(filter)})`, reader.parameters);
};
