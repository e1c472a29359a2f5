import { connectClient } from '@wizness/kernel';
import type { Acknowledged } from './writer';

/** What is wrong in the database, compared with what was acknowledged. Empty if nothing is. */
export const findProblems = async (databaseUrl: string, { posts, scores, unread }: Acknowledged): Promise<string[]> => {
  const client = await connectClient(databaseUrl);
  const read = async <Row>(sql: string): Promise<Row[]> => (await client.query(sql)).rows as Row[];
  const problems = unread.map((what) => `read by its writer without the write: ${what}`);
  try {
    const stored = await read<{ id: string; title: string; events: number }>(
      `SELECT id, title, (SELECT count(*)::int FROM content.events WHERE subject = posts.id AND type = 'PostPublished') AS events
       FROM content.posts WHERE title LIKE 'cluster-%'`,
    );
    const idOf = new Map(stored.map(({ id, title }) => [title, id]));
    for (const [title, id] of posts)
      if (idOf.get(title) !== id) problems.push(`post ${title} is missing or another one`);
    if (idOf.size !== stored.length) problems.push(`${stored.length - idOf.size} posts are there twice`);
    for (const { id, events } of stored) if (events !== 1) problems.push(`post ${id} has ${events} events`);

    const rated = await read<{ key: string; score: number }>(
      "SELECT subject_id || ' ' || member_id AS key, score FROM ratings.ratings",
    );
    const scoreOf = new Map(rated.map(({ key, score }) => [key, Number(score)]));
    for (const [key, score] of scores) if (scoreOf.get(key) !== score) problems.push(`rating ${key} is not ${score}`);
    const wrong = await read<{ subject_id: string }>(
      `SELECT subject_id FROM ratings.rating_summaries s WHERE (count, sum) <>
       (SELECT count(*), coalesce(sum(score), 0) FROM ratings.ratings r WHERE r.subject_id = s.subject_id)`,
    );
    problems.push(...wrong.map(({ subject_id: id }) => `the summary of ${id} is not that of its ratings`));
    for (const service of ['content', 'membership', 'partnerships', 'ratings']) {
      const [gap] = await read<{ has_gap: boolean | null }>(
        `SELECT count(*) <> coalesce(max(position) - min(position) + 1, 0) AS has_gap FROM ${service}.events`,
      );
      if (gap?.has_gap) problems.push(`the log of ${service} has a gap`);
    }
    return problems;
  } finally {
    await client.end();
  }
};
