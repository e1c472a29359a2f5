import { createLogger, openDatabase, readEvents } from '@wizness/kernel';
import { cloneDatabase, type TestDatabase } from '@wizness/kernel/testing';
import { storage } from '../storage';
import { FollowsAndEvents1763900000004 } from './1763900000004-follows-and-events';

const log = createLogger('content', 'silent');
const BEFORE = storage.migrations.slice(0, storage.migrations.indexOf(FollowsAndEvents1763900000004));

const post = (id: string, status: string, updatedAt: string): string =>
  `('${id}', 'ARTICLE', '${id}', 'Title', 'fr', '{}', 'Text', 'PLAIN', 'member_1', 'org_1', '${status}', 'MEMBERS', '${updatedAt}', 2, '')`;

describe('A database that is older than the event log', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneDatabase('content_before_log', async (url) => {
      const db = await openDatabase({ url, log, poolSize: 1 }, { ...storage, migrations: BEFORE });
      await db.query(
        `INSERT INTO posts (id, kind, slug, title, lang, translated_titles, body_source, body_format, author_id,
           written_for_id, status, visibility, updated_at, revision, digest)
         VALUES ${post('post_2', 'DRAFT', '2026-01-02')}, ${post('post_1', 'PUBLISHED', '2026-01-01')}`,
      );
      await db.query(`INSERT INTO topics (id, slug, labels, definitions) VALUES ('topic_1', 'topic', '{}', '{}')`);
      await db.destroy();
    });
  });
  afterAll(() => database.drop());

  test('Gets events for its posts and topics, in the order of their last change', async () => {
    const db = await openDatabase({ url: database.url, log, poolSize: 1 }, storage);
    try {
      const audience = { visibility: 'MEMBERS', authorId: 'member_1', organisationId: 'org_1' };
      expect(await readEvents(db.manager, { after: 0, limit: 10 })).toMatchObject([
        {
          type: 'PostPublished',
          subject: 'post_1',
          payload: { kind: 'ARTICLE', revision: 2, published: true, ...audience },
        },
        {
          type: 'PostDrafted',
          subject: 'post_2',
          payload: { kind: 'ARTICLE', revision: 2, published: false, ...audience },
        },
        { type: 'TopicDefined', subject: 'topic_1', payload: {} },
      ]);
    } finally {
      await db.destroy();
    }
  });
});
