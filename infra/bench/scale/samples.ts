import { connectClient } from '@wizness/kernel';
import { wordAt } from '../data/words';

const PUBLIC = `(SELECT id FROM content.posts WHERE state = 'PUBLISHED' AND moderation = 'VISIBLE' AND visibility = 'PUBLIC')`;

const most = (table: string, column: string, prefix: string, condition = 'TRUE'): string =>
  `SELECT ${column} AS value FROM ${table} WHERE ${column} LIKE '${prefix}\\_%' AND ${condition}
   GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`;
const mostPublic = (table: string, column: string): string => most(table, column, 'post', `${column} IN ${PUBLIC}`);
const mostCommented = (condition = 'TRUE'): string =>
  `SELECT id AS value FROM content.posts WHERE id IN ${PUBLIC} AND ${condition} ORDER BY comment_count DESC, id LIMIT 1`;
const mostRated = (condition: string): string =>
  `SELECT subject_id AS value FROM ratings.rating_summaries WHERE ${condition} ORDER BY count DESC, 1 LIMIT 1`;
const mostStated = (prefix: string): string => most('partnerships.facts', 'subject_id', prefix);
const mostMentioned = (prefix: string): string => most('content.mentions', 'target_id', prefix);

/** The id of what has most in a list, by the type and the field of the list. */
const LARGEST: Readonly<Record<string, string>> = {
  'ChallengeDetails.contributions': mostPublic('content.contributions', 'challenge_id'),
  'Comment.replies': `SELECT id AS value FROM content.comments WHERE post_id IN ${PUBLIC} ORDER BY descendant_count DESC, id LIMIT 1`,
  'EventDetails.reports': mostCommented(`kind = 'EVENT'`),
  'EventDetails.rsvps': mostPublic('content.rsvps', 'post_id'),
  'EventSeries.events': most('content.event_details', 'series_id', 'series'),
  'Fact.versions': `SELECT max(id) AS value FROM partnerships.facts GROUP BY lineage_id ORDER BY count(*) DESC, 1 LIMIT 1`,
  'Member.posts': most('content.posts', 'author_id', 'member'),
  'Member.ratingsGiven': most('ratings.ratings', 'member_id', 'member'),
  'Organisation.facts': mostStated('org'),
  'Organisation.members': most('membership.members', 'organisation_id', 'org'),
  'Organisation.partners': most('partnerships.participations', 'organisation_id', 'org'),
  'Organisation.posts': mostMentioned('org'),
  'Organisation.ratings': mostRated(`subject_id LIKE 'org%'`),
  'Organisation.timeline': mostStated('org'),
  'Partnership.facts': mostStated('partnership'),
  'Partnership.posts': mostMentioned('partnership'),
  'Partnership.ratings': mostRated(`subject_id LIKE 'partnership%'`),
  'Partnership.timeline': mostStated('partnership'),
  'Person.facts': mostStated('person'),
  'Person.posts': mostMentioned('person'),
  'Person.timeline': mostStated('person'),
  'Post.comments': mostCommented(),
  'Post.facts': mostPublic('partnerships.cited_facts', 'cited_id'),
  'Post.ratings': mostRated(`subject_id IN ${PUBLIC}`),
  'Post.revisions': mostPublic('content.post_revisions', 'post_id'),
  'Programme.facts': mostStated('programme'),
  'Programme.posts': mostMentioned('programme'),
  'Programme.ratings': mostRated(`subject_id LIKE 'programme%'`),
  'Programme.timeline': mostStated('programme'),
  'Source.facts': most('partnerships.cited_facts', 'cited_id', 'source'),
  'Topic.posts': most('content.taggings', 'topic_id', 'topic'),
};

/** Frequent values of arguments and fields of filters, by their names. */
const FREQUENT: Readonly<Record<string, string>> = {
  authorIds: most('content.posts', 'author_id', 'member'),
  memberIds: most('content.posts', 'author_id', 'member'),
  organisationIds: most('membership.members', 'organisation_id', 'org'),
  participantIds: most('partnerships.participations', 'organisation_id', 'org'),
  mentionsIds: mostMentioned('org'),
  subjectIds: mostStated('org'),
  valueIds: most('partnerships.facts', 'entity_id', 'org'),
  saidByIds: most('partnerships.facts', 'said_by_id', 'person'),
  postId: mostCommented(),
  subjectId: mostStated('org'),
  postIds: mostPublic('partnerships.cited_facts', 'cited_id'),
  sourceIds: most('partnerships.cited_facts', 'cited_id', 'source'),
  seriesIds: most('content.event_details', 'series_id', 'series'),
  topicSlugs: `SELECT slug AS value FROM content.taggings JOIN content.topics topic ON topic.id = topic_id
    GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`,
  properties: 'SELECT property_key AS value FROM partnerships.facts GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1',
  unit: `SELECT unit_code AS value FROM partnerships.facts WHERE unit_code IS NOT NULL
    GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`,
};

/** Ids of listed things, by the type of the filter that has \`ids\`. */
const LISTED: Readonly<Record<string, string>> = {
  EventSeriesFilter: 'seriesIds',
  FactFilter: 'SELECT id AS value FROM partnerships.facts ORDER BY id DESC LIMIT 1',
  MemberFilter: 'authorIds',
  ModerationCaseFilter: 'SELECT id AS value FROM membership.moderation_cases ORDER BY id DESC LIMIT 1',
  OrganisationFilter: 'mentionsIds',
  PartnershipFilter: 'SELECT id AS value FROM partnerships.partnerships ORDER BY id LIMIT 1',
  PersonFilter: 'SELECT id AS value FROM partnerships.people ORDER BY id LIMIT 1',
  PostFilter: 'postIds',
  ProgrammeFilter: 'SELECT id AS value FROM partnerships.programmes ORDER BY id LIMIT 1',
  SourceFilter: 'sourceIds',
};

const SAME_AS: Readonly<Record<string, string>> = { slugs: 'topicSlugs', keys: 'properties', codes: 'unit' };

/** Values that do not depend on the data. */
const FIXED: Readonly<Record<string, unknown>> = {
  text: wordAt(70),
  country: 'FR',
  countries: ['FR'],
  langs: ['fr'],
  scores: [5],
  minCount: 5,
  minRating: 4,
  minScore: 0.8,
  // Needs a filter of quantities.
  convertTo: null,
  valueGte: '10',
  valueLte: '100000',
  validAt: '2026-01-01',
  knownAt: '2026-11-01T00:00:00Z',
};

/** Arguments for the lists of a database, which point to what is largest in it. */
export interface Samples {
  /** The id of the parent with the longest list. Null if none has any item. Throws an Error for an unknown list. */
  parentOf(list: string): string | null;
  /** A value of a field of a filter, not an enum, a boolean or a range of dates. Null: none in the data. Throws an Error for an unknown field. */
  valueOf(owner: string, field: string): unknown;
}

/** Reads samples of a database with data at scale. */
export const readSamples = async (databaseUrl: string): Promise<Samples> => {
  const client = await connectClient(databaseUrl);
  const read = async (queries: Readonly<Record<string, string>>): Promise<Map<string, string | null>> => {
    const found = new Map<string, string | null>();
    for (const [name, sql] of Object.entries(queries)) {
      const { rows } = await client.query<{ value: string }>(sql);
      found.set(name, rows[0]?.value ?? null);
    }
    return found;
  };
  try {
    const [parents, frequent] = [await read(LARGEST), await read(FREQUENT)];
    const listed = await read(
      Object.fromEntries(Object.entries(LISTED).map(([type, sql]) => [type, FREQUENT[sql] ?? sql])),
    );
    const required = <Value>(value: Value | undefined, what: string): Value => {
      if (value === undefined) throw new Error(`Add ${what} to infra/bench/scale/samples.ts.`);
      return value;
    };
    return {
      parentOf: (list) => required(parents.get(list), `what has most items in ${list}`),
      valueOf: (owner, field) => {
        if (field in FIXED) return FIXED[field];
        if (field === 'ids') return required(listed.get(owner), `an id for ${owner}.ids`);
        return required(frequent.get(SAME_AS[field] ?? field), `a frequent value of ${owner}.${field}`);
      },
    };
  } finally {
    await client.end();
  }
};
