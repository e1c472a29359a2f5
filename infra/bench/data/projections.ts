import { content } from '@wizness/content';
import { connectClient } from '@wizness/kernel';
import { membership } from '@wizness/membership';
import { partnerships } from '@wizness/partnerships';
import { freezeMeans, ratings } from '@wizness/ratings';
import type { Client } from 'pg';

const PUBLISHED = "state = 'PUBLISHED' AND moderation = 'VISIBLE'";

/**
 * What the services keep of each other's events, computed from the rows that the events are about, and what they keep of
 * their own rows. The consumers would come to the same, which a test checks, but at one event a transaction.
 */
const PROJECTIONS = [
  `INSERT INTO content.follows (member_id, target_id) SELECT member_id, target_id FROM membership.follows`,
  `INSERT INTO content.known_names (target_id, value, name_key, first_word)
   SELECT target_id, value, name_key, split_part(name_key, ' ', 1) FROM (
     SELECT organisation_id AS target_id, value, name_key FROM partnerships.organisation_names
     UNION ALL SELECT programme_id, value, name_key FROM partnerships.programme_names
     UNION ALL SELECT id, name, name_key FROM partnerships.partnerships
     UNION ALL SELECT id, name, name_key FROM partnerships.people
   ) names`,
  `INSERT INTO content.mention_targets (target_id, reference, label)
   SELECT id, split_part(id, '_', 1) || ':' || slug, name FROM (
     SELECT id, slug, name FROM partnerships.organisations UNION ALL SELECT id, slug, name FROM partnerships.programmes
     UNION ALL SELECT id, slug, name FROM partnerships.partnerships UNION ALL SELECT id, slug, name FROM partnerships.people
     UNION ALL SELECT id, handle, name FROM membership.members
   ) named`,
  // Names have two words and one accent; slugs have hyphens.
  `INSERT INTO content.mention_words (target_id, words, is_name)
   SELECT target_id, array_to_string(split[first:], ' '), bool_or(first = 1) FROM (
     SELECT target_id, string_to_array(translate(lower(value), 'é-.', 'e '), ' ') AS split FROM (
       SELECT target_id, value FROM content.known_names
       UNION ALL SELECT target_id, label FROM content.mention_targets
       UNION ALL SELECT target_id, split_part(reference, ':', 2) FROM content.mention_targets
     ) named
   ) folded CROSS JOIN LATERAL generate_subscripts(split, 1) first GROUP BY 1, 2`,
  `INSERT INTO membership.known_entities (id)
   SELECT id FROM content.topics UNION ALL SELECT id FROM partnerships.organisations`,
  `INSERT INTO ratings.affiliations (member_id, organisation_id)
   SELECT id, organisation_id FROM membership.members WHERE organisation_verified`,
  `INSERT INTO partnerships.known_topics (id, slug) SELECT id, slug FROM content.topics`,
  `INSERT INTO partnerships.post_audiences (post_id, published, visibility, author_id, organisation_id)
   SELECT id, ${PUBLISHED}, visibility, author_id, written_for_id FROM content.posts`,
  `INSERT INTO membership.known_posts (id, published, visibility, author_id, organisation_id)
   SELECT id, ${PUBLISHED}, visibility, author_id, written_for_id FROM content.posts`,
  `INSERT INTO partnerships.post_topics (post_id, topic_slug)
   SELECT tagging.post_id, topic.slug FROM content.taggings tagging JOIN content.topics topic ON topic.id = tagging.topic_id`,
];

/** The same for ratings, which refer to their subjects. */
const RATEABLE = `
  INSERT INTO ratings.rateable_subjects (id, kind, published, visibility, author_id, organisation_id)
  SELECT id, CAST(CAST(kind AS text) AS ratings.rateable_kind), ${PUBLISHED}, visibility, author_id, written_for_id
  FROM content.posts
  UNION ALL SELECT id, 'ORGANISATION', NULL, NULL, NULL, NULL FROM partnerships.organisations
  UNION ALL SELECT id, 'PROGRAMME', NULL, NULL, NULL, NULL FROM partnerships.programmes
  UNION ALL SELECT id, 'PARTNERSHIP', NULL, NULL, NULL, NULL FROM partnerships.partnerships`;

const SUMMARIES = `
  INSERT INTO rating_summaries (subject_id, kind, count, sum, n1, n2, n3, n4, n5, review_count, last_rated_at)
  SELECT subject.id, subject.kind, count(score), coalesce(sum(score), 0),
    ${[1, 2, 3, 4, 5].map((score) => `count(*) FILTER (WHERE score = ${score})`).join(', ')}, count(review_body), max(updated_at)
  FROM rateable_subjects subject
  LEFT JOIN ratings rating ON rating.subject_id = subject.id AND status = 'VISIBLE' AND NOT taken_back
  GROUP BY subject.id`;

export const fillProjections = async (client: Client): Promise<void> => {
  for (const statement of PROJECTIONS) await client.query(statement);
};

export const fillRateableSubjects = (client: Client): Promise<unknown> => client.query(RATEABLE);
/** Summaries, and the ranks by the means of kinds. */
export const fillSummaries = async (client: Client): Promise<void> => {
  await client.query('SET search_path TO ratings');
  await client.query(SUMMARIES);
  await freezeMeans({ query: async (sql) => (await client.query(sql)).rows });
  await client.query('RESET search_path');
};

/** The consumers of each service with the service whose log they read. */
const CONSUMERS = [content, membership, partnerships, ratings].flatMap(({ storage, consumers }) =>
  consumers.map(({ name, source }) => ({ schema: storage.schema, consumer: name, source })),
);

/** Whether every consumer has handled all events of its log. */
export const areProjected = async (databaseUrl: string): Promise<boolean> => {
  const client = await connectClient(databaseUrl);
  try {
    for (const { schema, consumer, source } of CONSUMERS) {
      const { rows } = await client.query<{ behind: boolean }>(
        `SELECT position < (SELECT max(position) FROM ${source}.events) AS behind FROM ${schema}.checkpoints WHERE consumer = $1`,
        [consumer],
      );
      if (rows[0]?.behind) return false;
    }
    return true;
  } finally {
    await client.end();
  }
};

/** Moves each checkpoint to the end of the log that it belongs to, as the consumers' work is done. */
export const moveCheckpoints = async (client: Client): Promise<void> => {
  for (const { schema, consumer, source } of CONSUMERS) {
    await client.query(
      `INSERT INTO ${schema}.checkpoints (consumer, position)
       SELECT $1, coalesce(max(position), 0) FROM ${source}.events
       ON CONFLICT (consumer) DO UPDATE SET position = excluded.position`,
      [consumer],
    );
  }
};
