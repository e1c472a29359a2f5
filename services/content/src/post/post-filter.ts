import { badUserInput, type Condition } from '@wizness/kernel';
import { searchQuery, searchWords } from '../search/post-search';
import type { PostFilter } from './post-filter.types';

const MOST_NESTED = 5;
const MOST_VALUES = 100;
const MOST_CONDITIONS = 200;
const LONGEST_TEXT = 500;

const TAGGED = (slugs: string) =>
  `EXISTS (SELECT 1 FROM taggings JOIN topics ON topics.id = taggings.topic_id
           WHERE taggings.post_id = post.id AND topics.slug IN (${slugs}))`;
const MENTIONING = (ids: string) =>
  `EXISTS (SELECT 1 FROM mentions WHERE mentions.post_id = post.id AND mentions.target_id IN (${ids}))`;

/** One filter read into SQL; nested ones share its parameters and its budget. */
class FilterReader {
  readonly parameters: Record<string, unknown> = {};
  private conditions = 0;

  read(filter: PostFilter, depth: number): string {
    if (depth > MOST_NESTED) throw badUserInput(`Filters nest at most ${MOST_NESTED} deep. Flatten this one.`);
    const all = [
      this.oneOf('kinds', filter.kinds, (kinds) => `post.kind IN (${kinds})`),
      this.oneOf('topicSlugs', filter.topicSlugs, TAGGED),
      this.oneOf('authorIds', filter.authorIds, (ids) => `post.authorId IN (${ids})`),
      this.oneOf('mentionsIds', filter.mentionsIds, MENTIONING),
      this.oneOf('langs', filter.langs, (langs) => `post.lang IN (${langs})`),
      this.given(filter.publishedAt?.gte, (from) => `post.publishedAt >= :${from}`),
      this.given(filter.publishedAt?.lt, (to) => `post.publishedAt < :${to}`),
      this.given(wordsOf(filter), (words) => `post.search @@ ${searchQuery(words)}`),
      this.nested('and', filter.and, ' AND ', depth),
      this.nested('or', filter.or, ' OR ', depth),
      // Not `NOT`: of a post without an author, "by Ada" is unknown, and "not by Ada" is to hold.
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
    if (values.length > MOST_VALUES) throw badUserInput(`\`${name}\` takes at most ${MOST_VALUES} values.`);
    return values.length === 0 ? 'FALSE' : this.given(values, (parameter) => sql(`:...${parameter}`));
  }

  private nested(
    name: string,
    filters: readonly PostFilter[] | null | undefined,
    operator: string,
    depth: number,
  ): string | null {
    if (filters == null) return null;
    if (filters.length > MOST_VALUES) throw badUserInput(`\`${name}\` takes at most ${MOST_VALUES} filters.`);
    if (filters.length === 0) return 'FALSE';
    return filters.map((filter) => `(${this.read(filter, depth + 1)})`).join(operator);
  }

  private given(value: unknown, sql: (parameter: string) => string): string | null {
    if (value == null) return null;
    this.conditions += 1;
    if (this.conditions > MOST_CONDITIONS) {
      throw badUserInput(`A filter holds at most ${MOST_CONDITIONS} conditions. Ask in several queries.`);
    }
    const parameter = `filter${this.conditions}`;
    this.parameters[parameter] = value;
    return sql(parameter);
  }
}

/** The words that a filter asks for; null where it asks for none. Throws BAD_USER_INPUT if there are too many. */
export const wordsOf = ({ text }: PostFilter): string | null => {
  if (text == null) return null;
  if (text.length > LONGEST_TEXT) throw badUserInput(`\`text\` takes at most ${LONGEST_TEXT} characters.`);
  return searchWords(text);
};

/**
 * A condition on posts called `post`: those that `filter` asks for. Throws BAD_USER_INPUT for one that is too deep or too
 * large.
 */
export const filterCondition = (filter: PostFilter): Condition => {
  const reader = new FilterReader();
  return { sql: reader.read(filter, 1), parameters: reader.parameters };
};
