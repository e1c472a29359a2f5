import { connectClient } from '@wizness/kernel';
import { wordAt } from '../data/words';

/** What is largest in a database with data at scale. */
export interface HotSubjects {
  /** The most commented public post. */
  readonly postSlug: string;
  readonly postId: string;
  /** The topic of most posts. */
  readonly topicSlug: string;
  /** The most mentioned organisation. */
  readonly mentionedId: string;
  /** The organisation with most current facts. */
  readonly organisationId: string;
  /** Another one with many facts. */
  readonly otherOrganisationId: string;
  /** The programme with most current facts. */
  readonly programmeId: string;
  /** The author of most posts. */
  readonly authorHandle: string;
  /** Members who follow 850 things and 16 things, or as many as there are. */
  readonly followerIds: readonly [many: string, few: string];
  /** The source that is cited by most facts. */
  readonly sourceId: string;
  /** A member who is an analyst and a moderator. */
  readonly staffId: string;
  readonly commonWord: string;
  readonly rareWord: string;
}

const COMMON = 70;
const RARE = 19_000;

/** Finds the hottest of everything. Throws an Error if the database has no data. */
export const findHotSubjects = async (databaseUrl: string): Promise<HotSubjects> => {
  const client = await connectClient(databaseUrl);
  const first = async (sql: string): Promise<string> => {
    const { rows } = await client.query<{ value: string }>(sql);
    if (!rows[0]) throw new Error(`The database has no data for this:\n${sql}`);
    return rows[0].value;
  };
  const hottest = (column: string) =>
    first(`SELECT ${column} AS value FROM content.posts
      WHERE state = 'PUBLISHED' AND visibility = 'PUBLIC' ORDER BY comment_count DESC, id LIMIT 1`);
  const stated = (prefix: string, place: number) =>
    first(`SELECT subject_id AS value FROM partnerships.facts WHERE known_to = 'infinity' AND subject_id LIKE '${prefix}\\_%'
      GROUP BY 1 ORDER BY count(*) DESC, 1 OFFSET ${place} LIMIT 1`);
  const follower = (follows: number) =>
    first(`SELECT member_id AS value FROM content.follows GROUP BY 1 ORDER BY abs(count(*) - ${follows}), 1 LIMIT 1`);
  try {
    return {
      postSlug: await hottest('slug'),
      postId: await hottest('id'),
      topicSlug:
        await first(`SELECT topic.slug AS value FROM content.taggings JOIN content.topics topic ON topic.id = topic_id
        GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`),
      mentionedId: await first(
        `SELECT target_id AS value FROM content.mentions GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`,
      ),
      organisationId: await stated('org', 0),
      otherOrganisationId: await stated('org', 1),
      programmeId: await stated('programme', 0),
      authorHandle: await first(`SELECT member.handle AS value FROM content.posts post
        JOIN membership.members member ON member.id = post.author_id GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`),
      followerIds: [await follower(850), await follower(16)],
      sourceId: await first(`SELECT cited_id AS value FROM partnerships.cited_facts WHERE cited_id LIKE 'source\\_%'
        GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`),
      staffId: await first(
        `SELECT id AS value FROM membership.members WHERE roles @> '{ANALYST,MODERATOR}' ORDER BY 1 LIMIT 1`,
      ),
      commonWord: wordAt(COMMON),
      rareWord: wordAt(RARE),
    };
  } finally {
    await client.end();
  }
};
