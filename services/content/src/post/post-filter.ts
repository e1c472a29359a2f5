import {
  type ArgumentPath,
  badArgument,
  checkDateRange,
  checkIds,
  checkList,
  checkSearchText,
  type Condition,
  type DateRange,
  fuzzyDateInRange,
  instantInRange,
} from '@wizness/kernel';
import { MENTIONABLE_PREFIXES } from '../mention/mention.types';
import { searchedWords, searchQuery } from '../search/post-search';
import type { PostFilter } from './post-filter.types';
import { hasStatus } from './post-status';

const MAX_DEPTH = 5;
const MAX_FILTERS = 50;

const hasTopic = (slugs: string) =>
  `EXISTS (SELECT 1 FROM taggings JOIN topics ON topics.id = taggings.topic_id
           WHERE taggings.post_id = post.id AND topics.slug IN (${slugs}))`;
const mentions = (ids: string) =>
  `EXISTS (SELECT 1 FROM mentions WHERE mentions.post_id = post.id AND mentions.target_id = ANY(ARRAY(
     SELECT id FROM unnest(CAST(ARRAY[${ids}] AS text[])) AS asked (id) UNION SELECT other_id FROM same_subjects WHERE id IN (${ids}))))`;
const isOfSeries = (ids: string) =>
  `EXISTS (SELECT 1 FROM event_details WHERE event_details.id = post.id AND event_details.series_id IN (${ids}))`;

/** Values of a filter that have to be known, each list with its path. */
export interface NamedValues {
  readonly topicSlugs: { readonly argument: ArgumentPath; readonly given: readonly string[] }[];
  readonly langs: { readonly argument: ArgumentPath; readonly given: readonly string[] }[];
}

/** Translates one filter to SQL. Nested filters share its parameters and its limits. */
class FilterReader {
  readonly parameters: Record<string, unknown> = {};
  readonly named: NamedValues = { topicSlugs: [], langs: [] };
  private filters = 0;

  read(filter: PostFilter, path: ArgumentPath, depth: number): string {
    this.checkSize(path, depth);
    const { topicSlugs, langs } = filter;
    if (topicSlugs) this.named.topicSlugs.push({ argument: [...path, 'topicSlugs'], given: topicSlugs });
    if (langs) this.named.langs.push({ argument: [...path, 'langs'], given: langs });
    const all = [
      this.ids(filter.ids, ['post'], [...path, 'ids'], (ids) => `post.id IN (${ids})`),
      this.oneOf(filter.kinds, [...path, 'kinds'], (kinds) => `post.kind IN (${kinds})`),
      filter.statuses == null ? null : hasStatus('post', checkList(filter.statuses, [...path, 'statuses'])),
      this.oneOf(topicSlugs, [...path, 'topicSlugs'], hasTopic),
      this.ids(filter.authorIds, ['member'], [...path, 'authorIds'], (ids) => `post.authorId IN (${ids})`),
      this.ids(filter.mentionsIds, MENTIONABLE_PREFIXES, [...path, 'mentionsIds'], mentions),
      this.ids(filter.seriesIds, ['series'], [...path, 'seriesIds'], isOfSeries),
      this.oneOf(langs, [...path, 'langs'], (tags) => `post.lang IN (${tags})`),
      ...this.range(filter.publishedAt, [...path, 'publishedAt'], (range, parameter) =>
        instantInRange('post.publishedAt', range, parameter),
      ),
      ...this.range(filter.eventDate, [...path, 'eventDate'], (range, parameter) =>
        fuzzyDateInRange({ earliest: 'post.eventFrom', latest: 'post.eventTo' }, range, parameter),
      ),
      filter.minRating == null ? null : this.minRating(filter.minRating, [...path, 'minRating']),
      filter.text == null ? null : this.text(filter.text, [...path, 'text']),
      this.nested(filter.and, [...path, 'and'], ' AND ', depth),
      this.nested(filter.or, [...path, 'or'], ' OR ', depth),
      // Not `NOT`: a condition on a null column is NULL, and its negation has to hold.
      filter.not == null ? null : `(${this.read(filter.not, [...path, 'not'], depth + 1)}) IS NOT TRUE`,
    ].filter((condition) => condition !== null);
    return all.length === 0 ? 'TRUE' : all.map((condition) => `(${condition})`).join(' AND ');
  }

  private checkSize(path: ArgumentPath, depth: number): void {
    if (depth > MAX_DEPTH) {
      throw badArgument(path, `A filter has at most ${MAX_DEPTH} levels. Flatten this one.`, [`${MAX_DEPTH} levels`]);
    }
    this.filters += 1;
    if (this.filters <= MAX_FILTERS) return;
    throw badArgument(path, `There are at most ${MAX_FILTERS} filters in all. Use several operations.`, [
      `1 to ${MAX_FILTERS} filters`,
    ]);
  }

  private ids(
    ids: readonly string[] | null | undefined,
    prefixes: readonly string[],
    path: ArgumentPath,
    sql: (list: string) => string,
  ): string | null {
    if (ids != null) checkIds(ids, prefixes, path);
    return this.oneOf(ids, path, sql);
  }

  private oneOf(
    values: readonly string[] | null | undefined,
    path: ArgumentPath,
    sql: (list: string) => string,
  ): string | null {
    if (values == null) return null;
    return checkList(values, path).length === 0 ? 'FALSE' : sql(`:...${this.bind(values)}`);
  }

  private range(
    range: DateRange | null | undefined,
    path: ArgumentPath,
    sql: (range: DateRange, parameter: (value: string) => string) => string[],
  ): string[] {
    return range == null ? [] : sql(checkDateRange(range, path), (value) => `:${this.bind(value)}`);
  }

  private minRating(least: number, path: ArgumentPath): string {
    if (least < 1 || least > 5) {
      throw badArgument(path, `\`${path.join('.')}\` is a score from 1 to 5, not ${least}.`, ['1 to 5']);
    }
    return `post.ratingCount > 0 AND post.ratingSum >= CAST(:${this.bind(least)} AS numeric) * post.ratingCount`;
  }

  private text(text: string, path: ArgumentPath): string {
    return `post.search @@ ${searchQuery(this.bind(searchedWords(checkSearchText(text, path))))}`;
  }

  private nested(
    filters: readonly PostFilter[] | null | undefined,
    path: ArgumentPath,
    operator: string,
    depth: number,
  ): string | null {
    if (filters == null) return null;
    if (checkList(filters, path).length === 0) return 'FALSE';
    return filters.map((filter, index) => `(${this.read(filter, [...path, index], depth + 1)})`).join(operator);
  }

  /** Name of a new parameter with this value. */
  private bind(value: unknown): string {
    const name = `filter${Object.keys(this.parameters).length + 1}`;
    this.parameters[name] = value;
    return name;
  }
}

/** The words that a filter searches for at its first level, null for a filter without a text. */
export const wordsOf = ({ text }: PostFilter): string | null => (text == null ? null : searchedWords(text));

/**
 * SQL condition for posts called `post`, and the values in it that have to be known. Throws BAD_USER_INPUT for a filter that
 * is too deep or too large, and for an id of another type or an inverted range.
 */
export const filterCondition = (filter: PostFilter): Condition & { readonly named: NamedValues } => {
  const reader = new FilterReader();
  return { sql: reader.read(filter, ['filter'], 1), parameters: reader.parameters, named: reader.named };
};
