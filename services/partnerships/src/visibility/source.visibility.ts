import { type Identity, isAllowed, visibleTo } from '@wizness/kernel';

/**
 * What one identity may see of sources, and of what is known from them, as conditions in SQL. They take SQL expressions:
 * of the id of a post, source or fact, or the alias of a row. All of them need `parameters`.
 */
export interface Visible {
  readonly parameters: Readonly<Record<string, unknown>>;
  /** A post that is given by its id. One of which content has told nothing is seen by those alone who see every post. */
  post(postId: string): string;
  /** A source, given by the id of its post: one that is none of our posts is seen by everybody. */
  source(postId: string): string;
  /** Words of the source that is given by its id. */
  wordsOf(sourceId: string): string;
  /** A fact, given by its id: where any words that are cited for it are seen, or none are cited. */
  fact(factId: string): string;
  /** That a fact is cited from a source or a post, or from a text that reports on that source: each given by its id. */
  citing(factId: string, citedId: string): string;
  /** A row of `organisation_names`: as a fact is, and the one that its organisation is shown under in any case. */
  name(alias: string): string;
}

const always = (): string => 'TRUE';

const EVERYTHING: Visible = {
  parameters: {},
  post: always,
  source: always,
  wordsOf: always,
  fact: always,
  citing: always,
  name: always,
};

const citation = (condition: string): string => `EXISTS (SELECT FROM citations citation WHERE ${condition})`;

/** That a row of `organisation_names`, given by its alias, is the name that its organisation is shown under. */
export const isShownName = (alias: string): string =>
  `EXISTS (
    SELECT FROM organisations bearer WHERE bearer.id = ${alias}.organisation_id AND bearer.name = ${alias}.value)`;

/**
 * What `identity` may see. All that the graph reads goes through it; rules (what contradicts what, what is outdated, who
 * is who) do not, for what is hidden counts there too.
 */
export const sourcesVisibleTo = (identity: Identity): Visible => {
  if (isAllowed(identity, 'SEE_EVERY_POST')) return EVERYTHING;
  const { sql: mayBeSeen, parameters } = visibleTo(identity, {
    published: 'audience.published',
    visibility: 'audience.visibility',
    authorId: 'audience.author_id',
    organisationId: 'audience.organisation_id',
  });
  const post = (postId: string): string =>
    `EXISTS (SELECT FROM post_audiences audience WHERE audience.post_id = ${postId} AND ${mayBeSeen})`;
  const source = (postId: string): string => `(${postId} IS NULL OR ${post(postId)})`;
  const wordsOf = (sourceId: string): string =>
    `EXISTS (SELECT FROM sources source WHERE source.id = ${sourceId} AND ${source('source.post_id')})`;
  const known = (from: string): string =>
    `(${citation(`${from} AND ${wordsOf('citation.source_id')}`)} OR NOT ${citation(from)})`;
  return {
    parameters,
    post,
    source,
    wordsOf,
    fact: (factId) => known(`citation.fact_id = ${factId}`),
    citing: (factId, citedId) =>
      `EXISTS (SELECT FROM citations citation JOIN sources source ON source.id = citation.source_id
        WHERE citation.fact_id = ${factId} AND ${source('source.post_id')}
        AND ${citedId} IN (source.id, source.post_id, citation.reported_source_id))`,
    name: (alias) => `(${known(`citation.organisation_name_id = ${alias}.id`)} OR ${isShownName(alias)})`,
  };
};
