import { type Identity, isAllowed, visibleTo } from '@wizness/kernel';

/**
 * What a viewer may see of sources and of the facts that cite them, as SQL conditions. The methods take SQL expressions:
 * the id of a post, source or fact, or the alias of a row. Every condition needs `parameters`.
 */
export interface Visible {
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Whether the viewer sees the facts that everyone sees, and no others. */
  readonly isPublic: boolean;
  /** A post, by its id. A post with no known audience is hidden from everyone who may not see every post. */
  post(postId: string): string;
  /** A source, by the id of its post. A source that is not a post is public. */
  source(postId: string): string;
  /** As `source`, for the first rows in the order of an index: each is judged by itself, and not the posts of all at once. */
  listedSource(postId: string): string;
  /** A source, by its own id. */
  sourceById(sourceId: string): string;
  /** The text of a source, by the id of its post. An API key needs the scope POSTS_READ too if the post is not public. */
  textOf(postId: string): string;
  /** A row of `facts`, by its alias: if any of its citations is visible, or it has no citation. */
  fact(alias: string): string;
  /** A row of `relations`, by its alias: like the fact that states it. */
  statedBy(alias: string): string;
  /** A row of `cited_facts`, by its alias: whether the fact visibly cites the source or post, or a source that reports on it. */
  citedFact(alias: string): string;
  /** A row of `partners`, by its alias: if the facts of two joint participations are visible. */
  partner(alias: string): string;
  /** A row of `organisation_names`, by its alias: like a fact. The displayed name of an organisation is public. */
  name(alias: string): string;
}

const always = (): string => 'TRUE';

/** Columns of the row `audience` of `post_audiences`. */
const AUDIENCE = {
  published: 'audience.published',
  visibility: 'audience.visibility',
  authorId: 'audience.author_id',
  organisationId: 'audience.organisation_id',
} as const;

/**
 * Values of `visible_to` of a fact or a cited fact: everyone sees it, every member does, or it depends on the viewer.
 * Triggers keep it: see the migration FactVisibility.
 */
const [EVERYONE, EVERY_MEMBER, DEPENDS] = [0, 1, 2] as const;

/** An API key opens facts of posts that are not public only with the scope FACTS_READ. */
const FACTS = { forMembers: 'SEE_FACTS_OF_MEMBERS_POSTS', every: 'SEE_EVERY_FACT' } as const;

const EVERYTHING: Visible = {
  parameters: {},
  isPublic: false,
  post: always,
  source: always,
  listedSource: always,
  sourceById: always,
  textOf: always,
  fact: always,
  statedBy: always,
  citedFact: always,
  partner: always,
  name: always,
};

const citation = (condition: string): string => `EXISTS (SELECT FROM citations citation WHERE ${condition})`;

/** Whether a row of `organisation_names`, given by its alias, is the displayed name of its organisation. */
export const isShownName = (alias: string): string =>
  `EXISTS (
    SELECT FROM organisations displayed WHERE displayed.id = ${alias}.organisation_id AND displayed.name = ${alias}.value)`;

/**
 * What `identity` may see. Every read for GraphQL uses it. Rules (contradictions, versions, matching of organisations) do
 * not: they take hidden facts into account.
 */
export const sourcesVisibleTo = (identity: Identity): Visible => {
  const forFacts = visibleTo(identity, AUDIENCE, FACTS);
  const forPosts = visibleTo(identity, AUDIENCE);
  const parameters = { ...forFacts.parameters, ...forPosts.parameters };
  const postIf = (mayBeSeen: string, postId: string, end = ''): string =>
    `EXISTS (SELECT FROM post_audiences audience WHERE audience.post_id = ${postId} AND ${mayBeSeen}${end})`;
  const isReader = isAllowed(identity, 'SEE_EVERY_POST');
  const textIfReader = (postId: string): string =>
    isReader ? 'TRUE' : `(${postId} IS NULL OR ${postIf(forPosts.sql, postId)})`;
  if (isAllowed(identity, FACTS.every)) return { ...EVERYTHING, parameters, textOf: textIfReader };
  const post = (postId: string): string => postIf(forFacts.sql, postId);
  const source = (postId: string): string => `(${postId} IS NULL OR ${post(postId)})`;
  const listedSource = (postId: string): string =>
    `(${postId} IS NULL OR ${postIf(forFacts.sql, postId, ' OFFSET 0')})`;
  const textOf = (postId: string): string =>
    forFacts.sql === forPosts.sql ? source(postId) : `(${source(postId)} AND ${textIfReader(postId)})`;
  const sourceById = (sourceId: string): string =>
    `EXISTS (SELECT FROM sources source WHERE source.id = ${sourceId} AND ${source('source.post_id')})`;
  const isMember = identity.memberId !== null && isAllowed(identity, FACTS.forMembers);
  // Stored for all viewers, and decided for the viewer only where it depends on them. The constants match partial indexes.
  const stored = (alias: string, ifItDepends: string): string =>
    isMember
      ? `(${alias}.visible_to <= ${EVERY_MEMBER} OR (${alias}.visible_to = ${DEPENDS} AND ${ifItDepends}))`
      : `${alias}.visible_to = ${EVERYONE}`;
  // OFFSET 0 keeps the planner from judging all citations at once, for the few facts that need it.
  const citing = (cited: string): string =>
    `EXISTS (SELECT FROM citations citation JOIN sources source ON source.id = citation.source_id
      WHERE ${cited} AND ${source('source.post_id')} OFFSET 0)`;
  const isVisiblyCited = (cited: string): string =>
    `(${citation(`${cited} AND ${sourceById('citation.source_id')}`)} OR NOT ${citation(cited)})`;
  // A fact that depends on the viewer has citations.
  const fact = (alias: string): string => stored(alias, citing(`citation.fact_id = ${alias}.id`));
  return {
    parameters,
    isPublic: !isMember,
    post,
    source,
    listedSource,
    sourceById,
    textOf,
    fact,
    statedBy: (alias) => stored(alias, citing(`citation.fact_id = ${alias}.fact_id`)),
    citedFact: (alias) =>
      stored(
        alias,
        citing(`citation.fact_id = ${alias}.fact_id
          AND ${alias}.cited_id IN (source.id, source.post_id, citation.reported_source_id)`),
      ),
    partner: (alias) =>
      stored(
        alias,
        `EXISTS (SELECT FROM unnest(${alias}.fact_ids, ${alias}.partner_fact_ids) joint (fact_id, partner_fact_id)
          JOIN facts mine ON mine.id = joint.fact_id JOIN facts theirs ON theirs.id = joint.partner_fact_id
          WHERE ${fact('mine')} AND ${fact('theirs')})`,
      ),
    name: (alias) => `(${isVisiblyCited(`citation.organisation_name_id = ${alias}.id`)} OR ${isShownName(alias)})`,
  };
};
