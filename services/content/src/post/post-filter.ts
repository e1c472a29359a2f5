import { badUserInput, type Condition } from '@wizness/kernel';
import { searchQuery, searchWords } from '../search/post-search';
import type { PostFilter } from './post-filter.types';

const MAX_DEPTH = 5;
const MAX_VALUES = 100;
const MAX_CONDITIONS = 200;
/** In UTF-16 code units. */
const MAX_TEXT_LENGTH = 500;

const hasTopic = (slugs: string) =>
  `EXISTS (SELECT 1 FROM taggings JOIN topics ON topics.id = taggings.topic_id
           WHERE taggings.post_id = post.id AND topics.slug IN (${slugs}))`;
const mentions = (ids: string) =>
  `EXISTS (SELECT 1 FROM mentions WHERE mentions.post_id = post.id AND mentions.target_id IN (${ids}))`;

/** Translates one filter to SQL. Nested filters share its parameters and its limit of conditions. */
class FilterReader {
  readonly parameters: Record<string, unknown> = {};
  private conditions = 0;

  read(filter: PostFilter, depth: number): string {
    if (depth > MAX_DEPTH) throw badUserInput(`A filter has at most ${MAX_DEPTH} levels. Flatten this one.`);
    const all = [
      this.oneOf('kinds', filter.kinds, (kinds) => `post.kind IN (${kinds})`),
      this.oneOf('topicSlugs', filter.topicSlugs, hasTopic),
      this.oneOf('authorIds', filter.authorIds, (ids) => `post.authorId IN (${ids})`),
      this.oneOf('mentionsIds', filter.mentionsIds, mentions),
      this.oneOf('langs', filter.langs, (langs) => `post.lang IN (${langs})`),
      this.condition(filter.publishedAt?.gte, (from) => `post.publishedAt >= :${from}`),
      this.condition(filter.publishedAt?.lt, (to) => `post.publishedAt < :${to}`),
      this.condition(wordsOf(filter), (words) => `post.search @@ ${searchQuery(words)}`),
      this.nested('and', filter.and, ' AND ', depth),
      this.nested('or', filter.or, ' OR ', depth),
      // Not `NOT`: a condition on a null column is NULL, and its negation has to hold.
      filter.not == null ? null : `(${this.read(filter.not, depth + 1)}) IS NOT TRUE`,
    ].filter((condition) => condition !== null);
    return all.length === 0 ? 'TRUE' : all.map((condition) => `(${condition})`).join(' AND ');
  }

  private oneOf(
    name: string,
    values: readonly string[] | null | undefined,
    sql: (list: string) => string,
  ): string | null {
    if (values == null) return null;
    if (values.length > MAX_VALUES) throw badUserInput(`\`${name}\` takes at most ${MAX_VALUES} values.`);
    return values.length === 0 ? 'FALSE' : this.condition(values, (parameter) => sql(`:...${parameter}`));
  }

  private nested(
    name: string,
    filters: readonly PostFilter[] | null | undefined,
    operator: string,
    depth: number,
  ): string | null {
    if (filters == null) return null;
    if (filters.length > MAX_VALUES) throw badUserInput(`\`${name}\` takes at most ${MAX_VALUES} filters.`);
    if (filters.length === 0) return 'FALSE';
    return filters.map((filter) => `(${this.read(filter, depth + 1)})`).join(operator);
  }

  private condition(value: unknown, sql: (parameter: string) => string): string | null {
    if (value == null) return null;
    this.conditions += 1;
    if (this.conditions > MAX_CONDITIONS) {
      throw badUserInput(`A filter has at most ${MAX_CONDITIONS} conditions. Use several queries.`);
    }
    const parameter = `filter${this.conditions}`;
    this.parameters[parameter] = value;
    return sql(parameter);
  }
}

/** The words that a filter searches for, null for a filter without a text. Throws BAD_USER_INPUT for a text that is too long. */
export const wordsOf = ({ text }: PostFilter): string | null => {
  if (text == null) return null;
  if (text.length > MAX_TEXT_LENGTH) throw badUserInput(`\`text\` takes at most ${MAX_TEXT_LENGTH} characters.`);
  return searchWords(text);
};

/** SQL condition for posts called `post`. Throws BAD_USER_INPUT for a filter that is too deep or too large. */
export const filterCondition = (filter: PostFilter): Condition => {
  const reader = new FilterReader();
  return { sql: reader.read(filter, 1), parameters: reader.parameters };
};
