import { anonymous } from '@wizness/kernel';
import { demoPage } from '../test/support/demo-page';
import { openTestDatabase, type TestImports } from '../test/support/import';
import { runScript } from '../test/support/run-script';

const NAME = 'alter-mardis';

/** Number of rows of each table. */
const rowCounts = async (database: TestImports): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const row of await database.allRows()) {
    const [table = ''] = row.split(' ');
    counts[table] = (counts[table] ?? 0) + 1;
  }
  return counts;
};

/** Ids of the posts that partnerships has recorded for its sources. */
const recordedPostIds = async (database: TestImports): Promise<string[]> => {
  const { rows } = await database.sql('SELECT post_id AS id FROM partnerships.sources WHERE post_id IS NOT NULL');
  return (rows as { id: string }[]).map(({ id }) => id);
};

describe('An import that is killed', () => {
  let uninterrupted: Record<string, number>;

  beforeAll(async () => {
    const database = await openTestDatabase();
    await database.importPage(demoPage(NAME));
    uninterrupted = await rowCounts(database);
    await database.close();
  });

  test('After partnerships has written and before content does, is completed by running it again', async () => {
    const database = await openTestDatabase();
    try {
      const { signal } = await runScript('test/support/killed-import.ts', [database.url, NAME], {});
      expect(signal).toBe('SIGKILL');
      expect(await database.count('content.posts')).toBe(0);
      expect(await database.count('partnerships.facts')).toBe(uninterrupted['partnerships.facts']);
      const postIds = await recordedPostIds(database);
      expect(postIds).toHaveLength(1);

      const { claims, post } = await database.importPage(demoPage(NAME));
      expect(claims?.counts).toMatchObject({ CREATED: 0, RECITED: 0, REVISED: 0 });
      expect(post.outcome).toBe('CREATED');
      expect(await rowCounts(database)).toEqual(uninterrupted);
      expect([post.post.id]).toEqual(postIds);
      expect(await recordedPostIds(database)).toEqual(postIds);
    } finally {
      await database.close();
    }
  });

  test('Shows no facts of a post that content does not have yet', async () => {
    const database = await openTestDatabase();
    try {
      const { signal } = await runScript('test/support/killed-import.ts', [database.url, NAME], {});
      expect(signal).toBe('SIGKILL');
      expect(await database.count('partnerships.facts')).toBeGreaterThan(0);
      const query = '{ facts { totalCount } }';
      expect(await database.ask('partnerships', query, anonymous)).toEqual({ facts: { totalCount: 0 } });
    } finally {
      await database.close();
    }
  });
});
